package dev.bailiwick.contract.topic.access;

import static dev.bailiwick.contract.fixture.World.DOC;
import static dev.bailiwick.permission.Permission.READ;
import static dev.bailiwick.permission.Standard.COLLABORATOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableSortedSet;
import dev.bailiwick.access.NoPermission;
import dev.bailiwick.access.SubjectPage;
import dev.bailiwick.contract.fixture.ContractTopic;
import dev.bailiwick.contract.fixture.StoreRows;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.grant.Effect;
import dev.bailiwick.id.Everyone;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceRef;
import dev.bailiwick.id.UserId;
import dev.bailiwick.org.Org;
import dev.bailiwick.org.OrgChange;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.permission.Role;
import dev.bailiwick.permission.RoleDefinition;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Rows that a store still holds, although no use case leaves them there, give no permission. */
public interface StaleRowsContract extends ContractTopic {
  @Test
  default void the_resources_of_an_erased_person_belong_to_no_user() {
    World world = world();
    UserId ann = world.user("ann");
    UserId bob = world.user("bob");
    ResourceRef doc = DOC.id("1").in(ann);
    world.as(ann).grants().grant(COLLABORATOR, doc, Everyone.EVERYONE);
    assertThat(world.as(bob).may(READ, doc)).isTrue();
    world.system().users().erase(ann);
    new StoreRows(world.store())
        .grant(StoreRows.given(ann, DOC.id("1"), Everyone.EVERYONE, COLLABORATOR, Effect.ALLOW));
    assertThat(world.as(bob).may(READ, doc)).isFalse();
    SubjectPage subjects = world.system().access().lookupSubjects(READ, doc, PageRequest.first());
    assertThat(subjects.everyone()).isFalse();
    assertThat(subjects.users()).isEmpty();
  }

  @Test
  default void a_default_role_without_a_definition_is_removed_by_any_admin() {
    World world = world();
    OrgId acme = world.org("acme", world.user("olga"));
    UserId adam = world.admin("adam", acme);
    Org org = world.system().orgs().get(acme).withMembersDefaultRole(Optional.of(Role.of("older")));
    new StoreRows(world.store()).write(tx -> tx.orgs().save(org), acme);
    OrgChange none = OrgChange.builder().noMembersDefaultRole(true).build();
    assertThat(world.as(adam, acme).orgs().update(acme, none).membersDefaultRole()).isEmpty();
  }

  @Test
  default void
      a_default_role_with_ungrantable_permissions_is_removed_only_by_an_admin_with_all_of_them() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = world.org("acme", olga);
    UserId adam = world.admin("adam", acme);
    Role older = Role.ofOrg("older");
    Org org = world.system().orgs().get(acme).withMembersDefaultRole(Optional.of(older));
    new StoreRows(world.store())
        .write(
            tx -> {
              tx.orgs()
                  .save(new RoleDefinition(acme, older, ImmutableSortedSet.of(READ, World.PURGE)));
              tx.orgs().save(org);
            },
            acme);
    OrgChange none = OrgChange.builder().noMembersDefaultRole(true).build();
    assertThatThrownBy(() -> world.as(adam, acme).orgs().update(acme, none))
        .isInstanceOf(NoPermission.class);
    assertThat(world.as(olga, acme).orgs().update(acme, none).membersDefaultRole()).isEmpty();
  }
}
