package dev.bailiwick.internal.user;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.Need;
import dev.bailiwick.internal.call.SignedPages;
import dev.bailiwick.internal.call.StoredLists;
import dev.bailiwick.internal.rule.AccountRules;
import dev.bailiwick.internal.rule.OrgNeed;
import dev.bailiwick.internal.rule.TrustNeed;
import dev.bailiwick.org.Membership;
import dev.bailiwick.page.Page;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.store.Slice;
import dev.bailiwick.store.Slices;
import dev.bailiwick.store.View;
import dev.bailiwick.user.User;
import dev.bailiwick.user.UserStatus;
import java.util.Optional;
import java.util.stream.Stream;

/** Lists accounts and their memberships. */
public final class ListUsers {
  private ListUsers() {}

  /** Returns a page of the accounts of the actor's org; outside orgs, of all accounts. */
  public static Page<User> page(Caller caller, PageRequest request) {
    Optional<OrgId> org = caller.actor().org();
    caller.require(org.<Need<?>>map(OrgNeed::admin).orElse(TrustNeed.SYSTEM_OR_SUPER_USER));
    View view = caller.view();
    return new SignedPages(caller, request, caller.event())
        .<UserId, User>page(
            after ->
                org.map(in -> members(view, in, after))
                    .orElseGet(() -> all(view, after))
                    .map(user -> AccountRules.shown(caller, user)),
            user -> Long.toString(user.id().value()),
            key -> new UserId(Long.parseLong(key)));
  }

  /** Returns the memberships of a user that the actor may see. */
  public static ImmutableList<Membership> memberships(Caller caller, UserId user) {
    caller.user(user);
    boolean everywhere = caller.is(user) || caller.trusted();
    if (!everywhere && !AccountRules.administersOne(caller, user)) {
      throw caller.refused("org admin");
    }
    return StoredLists.memberships(caller.view(), user)
        .filter(m -> everywhere || caller.adminByMembership(m.org()))
        .collect(ImmutableList.toImmutableList());
  }

  private static Stream<User> members(View view, OrgId org, Optional<UserId> after) {
    return Slices.after(
            new Slice<>(after, Slice.<UserId>first().limit()),
            slice -> view.orgs().members(org, slice),
            Membership::user)
        .flatMap(member -> view.users().find(member.user()).stream());
  }

  private static Stream<User> all(View view, Optional<UserId> after) {
    return Slices.after(
            new Slice<>(after, Slice.<UserId>first().limit()), view.users()::list, User::id)
        .filter(user -> user.status() != UserStatus.ERASED);
  }
}
