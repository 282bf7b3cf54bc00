package dev.bailiwick;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Iterables;
import dev.bailiwick.access.NoPermission;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.Text;
import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.SignedPages;
import dev.bailiwick.internal.call.StoredLists;
import dev.bailiwick.internal.rule.AccountRules;
import dev.bailiwick.internal.rule.MemberLookup;
import dev.bailiwick.internal.rule.MembershipRemoval;
import dev.bailiwick.internal.value.Required;
import dev.bailiwick.internal.write.Change;
import dev.bailiwick.internal.write.Plan;
import dev.bailiwick.org.Membership;
import dev.bailiwick.org.NoSuchMember;
import dev.bailiwick.org.Org;
import dev.bailiwick.org.OrgConflict;
import dev.bailiwick.org.OrgMember;
import dev.bailiwick.page.Page;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.store.Slice;
import dev.bailiwick.store.Slices;
import dev.bailiwick.store.View;
import dev.bailiwick.user.Email;
import dev.bailiwick.user.NewMember;
import dev.bailiwick.user.Profile;
import dev.bailiwick.user.User;
import dev.bailiwick.user.UserStatus;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What an actor can ask and do about the members of an org. Its admins seat and unseat; nobody but
 * the host's own code and super users takes anything from the place of a super user, and nobody
 * from that of the owner.
 */
public final class OrgMembers {
  private final Session session;
  private final OrgId org;

  OrgMembers(Session session, OrgId org) {
    this.session = session;
    this.org = org;
  }

  /** The members, by ascending user id: for members. */
  public Page<OrgMember> list(PageRequest request) {
    Required.given(request, "page");
    return session.read(
        "org.members",
        caller -> {
          Org found = caller.org(org);
          View view = caller.view();
          return new SignedPages(caller, request, "org.members", org)
              .<UserId, OrgMember>page(
                  after ->
                      Slices.after(
                              new Slice<>(after, Slice.<UserId>first().limit()),
                              slice -> view.orgs().members(org, slice),
                              Membership::user)
                          .map(member -> shown(view, found, member)),
                  member -> Long.toString(member.id().value()),
                  key -> new UserId(Long.parseLong(key)));
        });
  }

  /** As {@link #add(Collection)}. */
  public Written<ImmutableList<OrgMember>> add(NewMember... members) {
    return add(Required.list(members, "members"));
  }

  /**
   * Adds members, and changes the admin flag of those who are there and for whom it is said. By
   * address, whoever has no account gets one, made by this org; by id, only people whom the actor
   * can reach. Somebody who has an account already does not come under the org's power by this.
   *
   * @return those who were named, as they are now, each once, in the order of the call
   * @throws NoSuchMember for an id out of reach
   * @throws OrgConflict if the owner would be no admin any more
   */
  public Written<ImmutableList<OrgMember>> add(Collection<NewMember> members) {
    Required.each(members, "members");
    return session.write(
        "org.add_members",
        List.<Object>of(org, members),
        members(),
        caller -> {
          Org found = caller.administeredOrg(org, "org.add_members");
          return planned(caller, found, members);
        },
        (change, named) -> {
          named.seat(change, org);
          return change.written(
              shown(change.view(), org, MemberLookup.named(change.view(), members)));
        });
  }

  /** As {@link #replace(Collection, Optional)}; what the removed owned goes to the org's owner. */
  public Written<ImmutableList<OrgMember>> replace(NewMember... members) {
    return replace(Required.list(members, "members"), Optional.empty());
  }

  /**
   * Makes the given list the members, and the admins among them the admins: who is not on it
   * leaves, as by {@link #remove}. The owner must be on it.
   *
   * @param heir who gets what the removed owned; the org's owner if nobody is named
   * @return the members as they are now
   * @throws NoSuchMember for an id out of reach, or if the heir is not an active member who stays
   * @throws OrgConflict if the owner is not on it, or not as an admin
   */
  public Written<ImmutableList<OrgMember>> replace(
      Collection<NewMember> members, Optional<UserId> heir) {
    Required.given(heir, "heir");
    Required.each(members, "members");
    List<NewMember> exact =
        members.stream().map(m -> m.withAdmin(m.admin().orElse(false))).toList();
    return session.write(
        "org.replace_members",
        List.<Object>of(org, members, heir),
        members(),
        caller -> {
          Org found = caller.administeredOrg(org, "org.replace_members");
          Plan<Named> plan = planned(caller, found, exact);
          List<Membership> leaving =
              StoredLists.members(caller.view(), org)
                  .filter(m -> !plan.found().known().containsKey(m.user()))
                  .toList();
          for (Membership member : leaving) {
            refuseOutranked(caller, found, member.user(), "org.replace_members");
          }
          UserId successor = heir(caller, found, heir, leaving);
          Named named = plan.found().without(leaving, successor);
          return Plan.of(
              org,
              Iterables.concat(plan.locks(), Iterables.transform(leaving, Membership::user)),
              named);
        },
        (change, named) -> {
          named
              .leaving()
              .forEach(m -> MembershipRemoval.leave(change, m, named.heir().orElseThrow()));
          named.seat(change, org);
          return change.written(
              shown(
                  change.view(),
                  org,
                  StoredLists.members(change.view(), org).map(Membership::user).toList()));
        });
  }

  /** As {@link #remove(Collection, Optional)}; what they owned goes to the org's owner. */
  public Written<ImmutableList<UserId>> remove(UserId... users) {
    return remove(Required.list(users, "users"), Optional.empty());
  }

  /**
   * Removes members. They lose everything in the org: their seats in its teams, their grants;
   * coming back restores none of it. What they owned goes to the heir. Admins do, and whoever
   * removes nobody but themselves.
   *
   * @param heir who gets what they owned; the org's owner if nobody is named
   * @return those who left; somebody who was no member did not
   * @throws NoSuchMember if the heir is not an active member who stays
   * @throws OrgConflict if the owner is among them
   */
  public Written<ImmutableList<UserId>> remove(Collection<UserId> users, Optional<UserId> heir) {
    Required.given(heir, "heir");
    Required.each(users, "users");
    MemberLookup.checkSize(users.size());
    return session.write(
        "org.remove_members",
        List.<Object>of(org, users, heir),
        Outcome.written(Outcome.USER_IDS),
        caller -> {
          boolean oneself = !users.isEmpty() && users.stream().allMatch(caller::is);
          Org found = oneself ? caller.org(org) : caller.administeredOrg(org, "org.remove_members");
          List<Membership> leaving =
              ImmutableSet.copyOf(users).stream()
                  .flatMap(user -> place(caller, user).stream())
                  .toList();
          for (Membership member : leaving) {
            refuseOutranked(caller, found, member.user(), "org.remove_members");
          }
          UserId successor = heir(caller, found, heir, leaving);
          return Plan.of(
              org,
              Iterables.transform(leaving, Membership::user),
              new Named(ImmutableMap.of(), ImmutableList.of(), leaving, Optional.of(successor)));
        },
        (change, named) -> {
          named
              .leaving()
              .forEach(m -> MembershipRemoval.leave(change, m, named.heir().orElseThrow()));
          return change.written(
              named.leaving().stream()
                  .map(Membership::user)
                  .collect(ImmutableList.toImmutableList()));
        });
  }

  /**
   * Leaves the org. What the actor owned goes to the org's owner.
   *
   * @throws OrgConflict if they own it
   */
  public Written<ImmutableList<UserId>> leave() {
    return session
        .actor()
        .user()
        .map(this::remove)
        .orElseThrow(() -> new InvalidParameter("actor", "must be a user"));
  }

  /**
   * Makes members admins, or admins plain members.
   *
   * @throws NoSuchMember for whoever is not a member
   * @throws OrgConflict if the owner would be no admin any more
   */
  public Written<ImmutableList<OrgMember>> setAdmin(boolean admin, UserId... users) {
    return edit(
        "org.set_admin",
        List.of(admin),
        Required.list(users, "users"),
        member -> member.withAdmin(admin));
  }

  /**
   * Lets memberships count again that did not.
   *
   * @throws NoSuchMember for whoever is not a member
   */
  public Written<ImmutableList<OrgMember>> activate(UserId... users) {
    return edit(
        "org.activate_members",
        List.of(),
        Required.list(users, "users"),
        member -> member.withActive(true));
  }

  /**
   * Lets memberships not count; the accounts are not touched, nor what they own. An inactive
   * membership gives nothing at all.
   *
   * @throws NoSuchMember for whoever is not a member
   * @throws OrgConflict if the owner is among them
   */
  public Written<ImmutableList<OrgMember>> deactivate(UserId... users) {
    return edit(
        "org.deactivate_members",
        List.of(),
        Required.list(users, "users"),
        member -> member.withActive(false));
  }

  /**
   * Adds a person who signed up by themselves, as a plain member. Only the host's own code does,
   * where the org turned it on.
   *
   * @throws OrgConflict if the org did not, or the person's verified address is not of its domain
   */
  public Written<ImmutableList<OrgMember>> signUp(UserId user) {
    Required.given(user, "user");
    return session.write(
        "org.sign_up",
        List.<Object>of(org, user),
        members(),
        caller -> {
          caller.requireSystem("org.sign_up");
          Org found = caller.org(org);
          User person = caller.user(user);
          boolean ofDomain =
              person
                  .email()
                  .filter(email -> person.emailVerifiedAt().isPresent())
                  .map(Email::domain)
                  .filter(found.emailDomain().map(Text::canonical).orElse("")::equals)
                  .isPresent();
          if (!found.selfSignup() || !ofDomain || !person.usable()) {
            throw new OrgConflict(OrgConflict.Rule.NO_SIGNUP);
          }
          return Plan.of(org, ImmutableSet.of(user), user);
        },
        (change, unused) -> {
          if (change.view().orgs().membership(org, user).isEmpty()) {
            change.create(new Membership(org, user, false, true));
          }
          return change.written(shown(change.view(), org, List.of(user)));
        });
  }

  private Written<ImmutableList<OrgMember>> edit(
      String event, List<?> said, Collection<UserId> users, UnaryOperator<Membership> edit) {
    MemberLookup.checkSize(users.size());
    return session.write(
        event,
        List.<Object>of(org, users, said),
        members(),
        caller -> {
          Org found = caller.administeredOrg(org, event);
          ImmutableList.Builder<Membership> memberships = ImmutableList.builder();
          for (UserId user : ImmutableSet.copyOf(users)) {
            Membership before = place(caller, user).orElseThrow(() -> new NoSuchMember(user));
            if (lessens(before, edit.apply(before))) {
              refuseOutranked(caller, found, user, event);
            }
            memberships.add(before);
          }
          return Plan.of(org, users, memberships.build());
        },
        (change, memberships) -> {
          memberships.forEach(before -> change.update(before, edit.apply(before)));
          for (Membership before : memberships) {
            forgetDefault(change, edit.apply(before));
          }
          return change.written(
              shown(change.view(), org, Iterables.transform(memberships, Membership::user)));
        });
  }

  /** Whom a call names: who is known, who gets an account, who leaves and who inherits. */
  private record Named(
      ImmutableMap<UserId, NewMember> known,
      ImmutableList<NewMember> unknown,
      List<Membership> leaving,
      Optional<UserId> heir) {

    Named without(List<Membership> members, UserId successor) {
      return new Named(known, unknown, members, Optional.of(successor));
    }

    /** Seats everybody who stays. */
    void seat(Change change, OrgId org) {
      known.forEach(
          (user, member) -> {
            Optional<Membership> before = change.view().orgs().membership(org, user);
            if (before.isPresent()) {
              change.update(
                  before.get(),
                  before.get().withAdmin(member.admin().orElse(before.get().admin())));
            } else {
              change.create(new Membership(org, user, member.admin().orElse(false), true));
            }
          });
      for (NewMember member : unknown) {
        Profile profile =
            Profile.builder().fullName(member.fullName()).email(member.email()).build();
        UserId user = AccountRules.create(change, profile, Optional.of(org), Optional.empty()).id();
        change.create(new Membership(org, user, member.admin().orElse(false), true));
      }
    }
  }

  private Plan<Named> planned(Caller caller, Org found, Collection<NewMember> members) {
    MemberLookup.checkSize(members.size());
    MemberLookup.expect(caller.view(), org, members);
    Map<UserId, NewMember> known = new LinkedHashMap<>();
    Map<String, NewMember> unknown = new LinkedHashMap<>();
    for (NewMember member : members) {
      Optional<User> user = MemberLookup.find(caller.view(), member);
      if (user.isEmpty() && member.email().isPresent()) {
        NewMember before = unknown.put(member.toString(), member);
        if (before != null && !before.equals(member)) {
          throw new InvalidParameter(
              "members", "names somebody twice in different ways: " + member);
        }
        continue;
      }
      User person =
          user.filter(u -> u.status() != UserStatus.ERASED)
              .filter(u -> member.email().isPresent() || mayName(caller, u.id()))
              .orElseThrow(() -> new NoSuchMember(member));
      MemberLookup.add(known, person.id(), member);
      Optional<Membership> before = caller.view().orgs().membership(org, person.id());
      Membership after =
          new Membership(
              org,
              person.id(),
              member.admin().orElse(before.map(Membership::admin).orElse(false)),
              true);
      if (before.isPresent() && lessens(before.get(), after)) {
        refuseOutranked(caller, found, person.id(), "org.add_members");
      }
    }
    return Plan.of(
        org,
        known.keySet(),
        new Named(
            ImmutableMap.copyOf(known),
            ImmutableList.copyOf(unknown.values()),
            List.of(),
            Optional.empty()));
  }

  /** Somebody's place in the org, read together with the account, which will be asked for. */
  private Optional<Membership> place(Caller caller, UserId user) {
    View view = caller.view();
    view.facts(org, ImmutableSet.of(user), ImmutableSet.of());
    return view.users().find(user).flatMap(found -> view.orgs().membership(org, found.id()));
  }

  private boolean mayName(Caller caller, UserId user) {
    return caller.is(user)
        || caller.view().orgs().membership(org, user).isPresent()
        || caller.sharesOrg(user)
        || caller.trusted();
  }

  private static boolean lessens(Membership before, Membership after) {
    return (before.admin() && !after.admin()) || (before.active() && !after.active());
  }

  /** The target's right counts: an admin does not take from the owner or from a super user. */
  private static void refuseOutranked(Caller caller, Org org, UserId user, String action) {
    if (org.owner().equals(user)) {
      throw new OrgConflict(OrgConflict.Rule.OWNER_STAYS);
    }
    boolean superUser = caller.view().users().find(user).filter(User::superUser).isPresent();
    if (superUser && !caller.is(user) && !caller.trusted()) {
      throw new NoPermission(action, "super user");
    }
  }

  private static UserId heir(
      Caller caller, Org org, Optional<UserId> heir, List<Membership> leaving) {
    UserId successor = heir.orElse(org.owner());
    if (heir.isPresent()) {
      MemberLookup.heir(caller.view(), org.id(), successor);
      if (leaving.stream().anyMatch(m -> m.user().equals(successor))) {
        throw new NoSuchMember(successor);
      }
      if (!leaving.stream().allMatch(m -> caller.is(m.user()))) {
        AccountRules.requireMayEnrich(
            caller, org, leaving.stream().map(Membership::user), successor, "org.remove_members");
      }
    }
    return successor;
  }

  /** Somebody whose membership does not count does not act there by default. */
  private static void forgetDefault(Change change, Membership after) {
    if (!after.active()) {
      User user = change.view().users().find(after.user()).orElseThrow();
      if (user.defaultOrg().filter(after.org()::equals).isPresent()) {
        change.update(user, user.withDefaultOrg(Optional.empty()));
      }
    }
  }

  /** Whoever asks again is told of those who are members still. */
  private Outcome<Written<ImmutableList<OrgMember>>> members() {
    return Outcome.written(
        new Outcome<>(
            (members, out) ->
                Outcome.USER_IDS
                    .kept()
                    .accept(
                        members.stream()
                            .map(OrgMember::id)
                            .collect(ImmutableList.toImmutableList()),
                        out),
            (caller, in) -> {
              caller.org(org);
              return shown(
                  caller.view(),
                  org,
                  Iterables.filter(
                      Outcome.USER_IDS.told().apply(caller, in),
                      user -> caller.view().orgs().membership(org, user).isPresent()));
            }));
  }

  private static ImmutableList<OrgMember> shown(View view, OrgId id, Iterable<UserId> users) {
    Org org = view.orgs().find(id).orElseThrow();
    ImmutableList.Builder<OrgMember> members = ImmutableList.builder();
    for (UserId user : users) {
      members.add(shown(view, org, view.orgs().membership(id, user).orElseThrow()));
    }
    return members.build();
  }

  private static OrgMember shown(View view, Org org, Membership member) {
    User user = view.users().find(member.user()).orElseThrow();
    return new OrgMember(
        user.id(),
        user.fullName(),
        user.email(),
        member.admin(),
        org.owner().equals(user.id()),
        member.active(),
        user.status());
  }
}
