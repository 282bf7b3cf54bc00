package dev.bailiwick.internal.rule;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.delegation.Delegation;
import dev.bailiwick.id.DelegationId;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.write.Change;
import dev.bailiwick.store.Part;
import dev.bailiwick.store.Slice;
import dev.bailiwick.store.Slices;
import dev.bailiwick.store.StoredDelegation;
import dev.bailiwick.store.View;
import dev.bailiwick.user.User;
import java.util.stream.Stream;

/**
 * The ends of delegations by other changes. In a store without delegations, there is none and
 * nothing is read.
 */
public final class DelegationRules {
  private DelegationRules() {}

  /** Returns the delegations by a person in all orgs, also those that do not count. */
  public static Stream<StoredDelegation> by(View view, UserId person) {
    return view.has(Part.IMPERSONATION)
        ? Slices.all(
            (Slice<DelegationId> slice) -> view.delegations().by(person, slice),
            StoredDelegation::id)
        : Stream.empty();
  }

  /** Returns the delegations to a service account, also those that do not count. */
  public static Stream<StoredDelegation> to(View view, UserId agent) {
    return view.has(Part.IMPERSONATION)
        ? Slices.all(
            (Slice<DelegationId> slice) -> view.delegations().to(agent, slice),
            StoredDelegation::id)
        : Stream.empty();
  }

  private static Stream<Delegation> of(View view, UserId user) {
    return Stream.concat(by(view, user), to(view, user)).map(StoredDelegation::delegation);
  }

  /** Ends the delegations by and to a user in an org. */
  public static void end(Change change, Tenant tenant, UserId user) {
    of(change.view(), user)
        .filter(found -> found.org().equals(tenant))
        .toList()
        .forEach(change.impersonations()::delete);
  }

  /** Deletes the delegations of an org. */
  static void clear(Change change, Tenant tenant) {
    if (tenant instanceof OrgId org && change.view().has(Part.IMPERSONATION)) {
      Slices.all(
              (Slice<DelegationId> slice) -> change.view().delegations().list(org, slice),
              StoredDelegation::id)
          .map(StoredDelegation::delegation)
          .toList()
          .forEach(change.impersonations()::delete);
    }
  }

  /**
   * Returns the delegations that end with a change of an account: those by and to an account that
   * is switched off, and those by a user who becomes a super user. None of them counts after the
   * change; their rows go with it, so that they do not count again when the change is taken back.
   */
  public static ImmutableList<Delegation> endedBy(View view, User before, User after) {
    boolean off = before.usable() && !after.usable();
    boolean promoted = !before.superUser() && after.superUser();
    return off || promoted
        ? of(view, before.id()).collect(ImmutableList.toImmutableList())
        : ImmutableList.of();
  }
}
