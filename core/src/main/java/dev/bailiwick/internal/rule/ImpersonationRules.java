package dev.bailiwick.internal.rule;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.id.ImpersonationId;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.impersonation.Impersonation;
import dev.bailiwick.internal.write.Change;
import dev.bailiwick.store.Part;
import dev.bailiwick.store.Slice;
import dev.bailiwick.store.Slices;
import dev.bailiwick.store.StoredImpersonation;
import dev.bailiwick.store.View;
import dev.bailiwick.user.User;
import java.util.stream.Stream;

/**
 * The ends of impersonations by other changes. In a store without impersonations, there is none and
 * nothing is read.
 */
public final class ImpersonationRules {
  private ImpersonationRules() {}

  /** Returns the impersonations of an org, also those that do not count. */
  public static Stream<StoredImpersonation> in(View view, OrgId org) {
    return view.has(Part.IMPERSONATION)
        ? Slices.all(
            (Slice<ImpersonationId> slice) -> view.impersonations().list(org, slice),
            StoredImpersonation::id)
        : Stream.empty();
  }

  /** Returns the impersonations of a target in all orgs, also those that do not count. */
  public static Stream<StoredImpersonation> of(View view, UserId target) {
    return view.has(Part.IMPERSONATION)
        ? Slices.all(
            (Slice<ImpersonationId> slice) -> view.impersonations().of(target, slice),
            StoredImpersonation::id)
        : Stream.empty();
  }

  /** Returns the impersonations by a user in all orgs, also those that do not count. */
  public static Stream<StoredImpersonation> by(View view, UserId impersonator) {
    return view.has(Part.IMPERSONATION)
        ? Slices.all(
            (Slice<ImpersonationId> slice) -> view.impersonations().by(impersonator, slice),
            StoredImpersonation::id)
        : Stream.empty();
  }

  /** Ends the impersonations of a target in an org. */
  public static void end(Change change, Tenant tenant, UserId target) {
    of(change.view(), target)
        .map(StoredImpersonation::impersonation)
        .filter(found -> found.org().equals(tenant))
        .toList()
        .forEach(change.impersonations()::delete);
  }

  /** Deletes the impersonations of an org and the consent of its owner. */
  static void clear(Change change, Tenant tenant) {
    if (tenant instanceof OrgId org && change.view().has(Part.IMPERSONATION)) {
      in(change.view(), org)
          .map(StoredImpersonation::impersonation)
          .toList()
          .forEach(change.impersonations()::delete);
      change.view().impersonations().support(org).ifPresent(change.impersonations()::delete);
    }
  }

  /**
   * Returns the impersonations that end with a change of an account: those of and by an account
   * that is switched off, those of a user who becomes a super user, and those by a user who is none
   * any more. None of them counts after the change; their rows go with it, so that they do not
   * count again when the change is taken back.
   */
  public static ImmutableList<Impersonation> endedBy(View view, User before, User after) {
    boolean off = before.usable() && !after.usable();
    boolean promoted = !before.superUser() && after.superUser();
    boolean demoted = before.superUser() && !after.superUser();
    Stream<StoredImpersonation> of = off || promoted ? of(view, before.id()) : Stream.empty();
    Stream<StoredImpersonation> by =
        off || demoted
            ? by(view, before.id()).filter(found -> off || !found.impersonation().byHost())
            : Stream.empty();
    return Stream.concat(of, by)
        .map(StoredImpersonation::impersonation)
        .collect(ImmutableList.toImmutableList());
  }
}
