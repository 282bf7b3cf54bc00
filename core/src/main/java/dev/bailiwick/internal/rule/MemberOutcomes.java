package dev.bailiwick.internal.rule;

import com.google.common.collect.ImmutableBiMap;
import com.google.common.collect.ImmutableList;
import dev.bailiwick.id.InvitationId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.id.Written;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.write.Change;
import dev.bailiwick.internal.write.ResultReader;
import dev.bailiwick.internal.write.ResultWriter;
import dev.bailiwick.internal.write.StoredResult;
import dev.bailiwick.invitation.Invitation;
import dev.bailiwick.user.MemberOutcome;
import dev.bailiwick.user.MemberOutcome.Kind;
import dev.bailiwick.user.NewMember;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Collects the outcomes of a change of members, and keeps them for a retry. */
public final class MemberOutcomes {
  /** The numbers of the kinds in the stored form. They never change. */
  private static final ImmutableBiMap<Kind, Long> CODES =
      new ImmutableBiMap.Builder<Kind, Long>()
          .put(Kind.ADDED, 1L)
          .put(Kind.CHANGED, 2L)
          .put(Kind.UNCHANGED, 3L)
          .put(Kind.INACTIVE, 4L)
          .put(Kind.REMOVED, 5L)
          .put(Kind.UNREACHABLE, 6L)
          .put(Kind.INVITED, 7L)
          .put(Kind.DECLINED, 8L)
          .put(Kind.REQUESTED, 9L)
          .buildOrThrow();

  private final Map<NewMember, Integer> places;
  private final List<MemberOutcome> named = new ArrayList<>();
  private final List<MemberOutcome> removed = new ArrayList<>();

  /** Collects the outcomes of a call with this list. */
  public MemberOutcomes(List<NewMember> members) {
    places = places(members);
  }

  private static Map<NewMember, Integer> places(List<NewMember> members) {
    Map<NewMember, Integer> places = new HashMap<>();
    for (int i = 0; i < members.size(); i++) {
      places.putIfAbsent(members.get(i), i);
    }
    return places;
  }

  /**
   * Adds the outcome for a user who is a member now.
   *
   * @param before whether the user was a member
   * @param changed whether the membership changed
   * @param inactive whether the membership gives no rights
   */
  public void member(
      NewMember member, UserId user, boolean before, boolean changed, boolean inactive) {
    Kind kind =
        inactive ? Kind.INACTIVE : !before ? Kind.ADDED : changed ? Kind.CHANGED : Kind.UNCHANGED;
    named.add(MemberOutcome.of(member, user, kind));
  }

  /** Adds the outcome for a member who was removed. */
  public void removed(UserId user) {
    removed.add(MemberOutcome.of(NewMember.member(user), user, Kind.REMOVED));
  }

  /** Invites the persons for whom a gift is given, and adds the outcomes for them. */
  public void invite(Change change, Tenant tenant, Map<NewMember, InvitedMember> invited) {
    if (invited.isEmpty()) {
      return;
    }
    InvitationSender sender = new InvitationSender(change, tenant);
    invited.forEach(
        (member, to) -> {
          Invitation sent = sender.invite(to.email(), to.gift());
          named.add(
              MemberOutcome.invited(
                  member,
                  sent.id(),
                  sent.state() == Invitation.State.OPEN ? Kind.INVITED : Kind.DECLINED));
        });
  }

  /** Adds the outcomes for persons who were skipped. */
  public void unreachable(List<NewMember> skipped) {
    skipped.forEach(member -> named.add(MemberOutcome.unreachable(member)));
  }

  /** Returns the outcomes in the order of the call, and then the outcomes of removed members. */
  public ImmutableList<MemberOutcome> all() {
    named.sort(Comparator.comparing(outcome -> places.getOrDefault(outcome.named(), 0)));
    return ImmutableList.<MemberOutcome>builder().addAll(named).addAll(removed).build();
  }

  /**
   * The stored form of the outcomes of a call with this list. It names each person by the place in
   * the list, since a retry has the same list.
   *
   * @param check refuses a retry by an actor who may not see the members any more
   */
  public static StoredResult<Written<ImmutableList<MemberOutcome>>> result(
      ImmutableList<NewMember> members, Consumer<Caller> check) {
    Map<NewMember, Integer> places = places(members);
    return new StoredResult<ImmutableList<MemberOutcome>>(
            (out, outcomes) -> out.list(outcomes, (to, outcome) -> write(to, outcome, places)),
            (caller, in) -> {
              check.accept(caller);
              return in.list(reader -> read(reader, members));
            })
        .withRevision();
  }

  /** The stored form of the outcome of a call for one user. */
  public static StoredResult<Written<MemberOutcome>> one(UserId user) {
    return new StoredResult<MemberOutcome>(
            (out, outcome) -> out.number(CODES.getOrDefault(outcome.kind(), 0L)),
            (caller, in) ->
                MemberOutcome.of(
                    NewMember.member(user),
                    user,
                    Optional.ofNullable(CODES.inverse().get(in.number())).orElseThrow()))
        .withRevision();
  }

  private static void write(
      ResultWriter out, MemberOutcome outcome, Map<NewMember, Integer> places) {
    out.number(CODES.getOrDefault(outcome.kind(), 0L))
        .number(places.getOrDefault(outcome.named(), -1))
        .number(
            outcome
                .user()
                .map(UserId::value)
                .or(() -> outcome.invitation().map(InvitationId::value))
                .orElse(0L));
  }

  private static MemberOutcome read(ResultReader in, List<NewMember> members) {
    Kind kind = Optional.ofNullable(CODES.inverse().get(in.number())).orElseThrow();
    int place = (int) in.number();
    long number = in.number();
    if (kind == Kind.UNREACHABLE) {
      return MemberOutcome.unreachable(members.get(place));
    } else if (kind == Kind.INVITED || kind == Kind.DECLINED) {
      return MemberOutcome.invited(members.get(place), new InvitationId(number), kind);
    }
    UserId id = new UserId(number);
    return MemberOutcome.of(place < 0 ? NewMember.member(id) : members.get(place), id, kind);
  }
}
