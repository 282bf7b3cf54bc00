package dev.bailiwick.internal.org;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.id.Written;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.SignedPages;
import dev.bailiwick.internal.write.ResultReader;
import dev.bailiwick.internal.write.StoredResult;
import dev.bailiwick.org.Membership;
import dev.bailiwick.org.Org;
import dev.bailiwick.org.OrgMember;
import dev.bailiwick.page.Page;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.store.Slice;
import dev.bailiwick.store.Slices;
import dev.bailiwick.store.View;
import dev.bailiwick.user.User;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The list of an org's members. */
public final class OrgMemberList {
  private OrgMemberList() {}

  /** Returns a page of the members, by ascending user id. */
  public static Page<OrgMember> page(Caller caller, OrgId org, PageRequest request) {
    Org found = caller.org(org);
    View view = caller.view();
    return new SignedPages(caller, request, caller.event(), org)
        .<UserId, OrgMember>page(
            after ->
                Slices.after(
                        new Slice<>(after, Slice.<UserId>first().limit()),
                        slice -> view.orgs().members(org, slice),
                        Membership::user)
                    .map(member -> shown(view, found, member)),
            member -> Long.toString(member.id().value()),
            key -> new UserId(Long.parseLong(key)));
  }

  /** Returns the given members, in the order of their ids in the call. */
  static ImmutableList<OrgMember> of(View view, OrgId id, Iterable<UserId> users) {
    Org org = view.orgs().find(id).orElseThrow();
    ImmutableList.Builder<OrgMember> members = ImmutableList.builder();
    for (UserId user : users) {
      members.add(shown(view, org, view.orgs().membership(id, user).orElseThrow()));
    }
    return members.build();
  }

  /** Returns the given members, read in few requests. Users without a membership are left out. */
  public static ImmutableList<OrgMember> readTogether(View view, OrgId id, List<UserId> users) {
    Org org = view.orgs().find(id).orElseThrow();
    Map<UserId, Membership> places = view.orgs().memberships(id, users);
    Map<UserId, User> accounts = view.users().findAll(users);
    return users.stream()
        .flatMap(user -> Optional.ofNullable(places.get(user)).stream())
        .flatMap(
            place ->
                Optional.ofNullable(accounts.get(place.user())).stream()
                    .map(account -> shown(org, place, account)))
        .collect(ImmutableList.toImmutableList());
  }

  /** The result of a change of members. A retry shows only users that still are members. */
  static StoredResult<Written<ImmutableList<OrgMember>>> result(OrgId org) {
    return new StoredResult<ImmutableList<OrgMember>>(
            (out, members) -> out.list(members, (to, member) -> to.number(member.id().value())),
            (caller, in) -> {
              caller.org(org);
              return of(
                  caller.view(),
                  org,
                  Iterables.filter(
                      in.list(ResultReader::user),
                      user -> caller.view().orgs().membership(org, user).isPresent()));
            })
        .withRevision();
  }

  private static OrgMember shown(View view, Org org, Membership member) {
    return shown(org, member, view.users().find(member.user()).orElseThrow());
  }

  private static OrgMember shown(Org org, Membership member, User user) {
    OrgMember shown = OrgMember.of(member, user);
    return org.owner().equals(user.id()) ? shown.asOwner() : shown;
  }
}
