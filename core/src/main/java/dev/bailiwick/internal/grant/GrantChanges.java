package dev.bailiwick.internal.grant;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Lists;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.grant.Effect;
import dev.bailiwick.grant.Grant;
import dev.bailiwick.grant.NewGrant;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.value.Kinds;
import dev.bailiwick.internal.write.Change;
import dev.bailiwick.internal.write.Plan;
import dev.bailiwick.org.NoSuchMember;
import dev.bailiwick.store.View;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The grants that a command saves and deletes on one resource.
 *
 * @param tenant the tenant of the resource
 * @param saved the grants to save, by key
 * @param deleted the grants to delete
 * @param outsiders accessors from outside the tenant, which must still exist when the grants are
 *     saved
 */
record GrantChanges(
    Tenant tenant,
    ImmutableMap<Grant.Key, Grant> saved,
    ImmutableList<Grant> deleted,
    ImmutableSet<Tenant> outsiders) {

  /**
   * Checks the grants to save, and compares them with the stored grants.
   *
   * @param skips whether new grants to unreachable accessors are skipped
   */
  static GrantChanges of(
      Caller caller,
      GrantTarget target,
      ImmutableList<NewGrant> grants,
      boolean skips,
      Function<GrantTarget, Stream<Grant>> deletes) {
    Map<Grant.Key, Grant> saved = new LinkedHashMap<>();
    for (NewGrant grant : grants) {
      Grant wanted = GrantRules.checked(caller, target, grant);
      Grant twice = saved.put(wanted.key(), wanted);
      InvalidParameter.unless(
          twice == null || twice.equals(wanted),
          "grants",
          "names a grant twice with different windows: " + wanted);
    }
    List<Grant> unreachable = GrantRules.unreachable(caller.view(), saved.values());
    if (skips) {
      unreachable.forEach(grant -> saved.remove(grant.key()));
    } else {
      NoSuchMember.refuse(Lists.transform(unreachable, Grant::accessor));
    }
    ImmutableList<Grant> deleted =
        deletes
            .apply(target)
            .filter(grant -> !saved.containsKey(grant.key()))
            .collect(ImmutableList.toImmutableList());
    deleted.forEach(grant -> target.requireHeld(caller, grant.role()));
    saved.values().forEach(wanted -> requireMaySave(caller, target, wanted));
    return new GrantChanges(
        target.tenant(),
        ImmutableMap.copyOf(saved),
        deleted,
        outsiders(caller.view(), target.tenant(), saved.keySet()));
  }

  /**
   * Requires the right to save a grant. Each actor that manages the resource may add a denial. The
   * change of an existing denial also requires the right to lift it.
   */
  private static void requireMaySave(Caller caller, GrantTarget target, Grant wanted) {
    Optional<Grant> before = caller.view().grants().find(target.tenant(), wanted.key());
    boolean same = before.equals(Optional.of(wanted));
    if (!same && (wanted.effect() == Effect.ALLOW || before.isPresent())) {
      target.requireHeld(caller, wanted.role());
    }
  }

  private static ImmutableSet<Tenant> outsiders(View view, Tenant tenant, Set<Grant.Key> keys) {
    ImmutableSet.Builder<Tenant> outsiders = ImmutableSet.builder();
    for (Grant.Key key : keys) {
      if (key.accessor() instanceof UserId user
          && Kinds.match(tenant, p -> true, org -> view.orgs().membership(org, user).isEmpty())) {
        outsiders.add(user);
      } else if (key.accessor() instanceof OrgId org) {
        outsiders.add(org);
      }
    }
    return outsiders.build();
  }

  Plan<GrantChanges> planned() {
    return Plan.of(tenant, outsiders, this);
  }

  /** Deletes grants, then saves grants. */
  void apply(Change change) {
    deleted.forEach(change::delete);
    saved.values().forEach(g -> change.save(change.view().grants().find(g.tenant(), g.key()), g));
  }
}
