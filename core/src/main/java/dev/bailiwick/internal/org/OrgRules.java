package dev.bailiwick.internal.org;

import com.google.common.collect.ImmutableSortedSet;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.Text;
import dev.bailiwick.id.Written;
import dev.bailiwick.internal.rule.OwnershipOffers;
import dev.bailiwick.internal.write.StoredResult;
import dev.bailiwick.org.Org;
import dev.bailiwick.org.OrgConflict;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.permission.Role;
import dev.bailiwick.permission.RoleDefinition;
import dev.bailiwick.store.View;
import java.util.Optional;

/** The rules of orgs that several commands share. */
final class OrgRules {
  /** An org as a result: only its id is stored, and a retry reads the org again. */
  static final StoredResult<Org> RESULT =
      new StoredResult<Org>(
              (out, org) -> out.number(org.id().value()),
              (caller, in) -> OwnershipOffers.shown(caller, caller.org(in.org())))
          .carrying(Org::revision, Org::withChangedWith);

  /** A role that an org defined, as it was at the time of the change. */
  static final StoredResult<Written<RoleDefinition>> ROLE_RESULT =
      new StoredResult<RoleDefinition>(
              (out, role) ->
                  out.number(role.org().value())
                      .text(role.role().name())
                      .list(role.permissions(), (to, each) -> to.text(each.name())),
              (caller, in) ->
                  new RoleDefinition(
                      in.org(),
                      Role.of(in.text()),
                      ImmutableSortedSet.copyOf(in.list(from -> Permission.of(from.text())))))
          .withRevision();

  private OrgRules() {}

  /** Refuses an external key that another org has. */
  static void refuseTakenKey(View view, Optional<String> key, Optional<OrgId> except) {
    key.map(given -> Text.id(given, "org.external_key"))
        .flatMap(view.orgs()::find)
        .filter(other -> except.filter(other.id()::equals).isEmpty())
        .ifPresent(
            other -> {
              throw new OrgConflict(OrgConflict.Rule.KEY_TAKEN);
            });
  }
}
