package dev.bailiwick.permission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.ResourceType;
import dev.bailiwick.id.UserId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ModelTest {
  private static final ResourceType<String> DOC = ResourceType.of("doc");
  private static final ResourceType<Long> ROW = ResourceType.of("row", Long.class);
  private static final ResourceType<UUID> FILE = ResourceType.of("file", UUID.class);
  private static final Permission EDIT = Permission.of("edit");
  private static final Role VIEWER = Role.of("viewer");
  private static final Role EDITOR = Role.of("editor");

  @Test
  void each_standard_role_includes_the_one_after_it() {
    Model model = Model.standard();
    List<Role> roles =
        List.of(Standard.OWNER, Standard.ADMIN, Standard.OPERATOR, Standard.COLLABORATOR);
    for (int i = 0; i + 1 < roles.size(); i++) {
      PermissionSet above = model.permissionsOf(roles.get(i)).orElseThrow();
      PermissionSet below = model.permissionsOf(roles.get(i + 1)).orElseThrow();
      assertThat(above.containsAll(below)).isTrue();
      assertThat(below.containsAll(above)).isFalse();
    }
    assertThat(model.permissionsOf(Standard.OWNER).orElseThrow().isAll()).isTrue();
    assertThat(model.permissionsOf(Standard.COLLABORATOR).orElseThrow().toSet())
        .containsExactly(Permission.READ);
  }

  @Test
  void every_model_has_the_four_permissions_of_which_the_library_speaks() {
    assertThat(Model.builder().build().permissions())
        .containsExactly(
            Permission.READ, Permission.MANAGE, Permission.DELETE, Permission.TRANSFER);
  }

  @Test
  void roles_include_roles_to_any_depth() {
    Model.Builder line = Model.builder().role(Role.of("r0"), Permission.READ);
    Model.Builder diamonds = Model.builder().role(Role.of("r0"), Permission.READ);
    for (int i = 1; i <= 20_000; i++) {
      line.role(Role.of("r" + i)).including(Role.of("r" + (i - 1)));
    }
    // Each includes both of the level below: as many ways to the first as there are bits.
    for (int i = 1; i <= 60; i++) {
      diamonds.role(Role.of("a" + i)).including(below("a", i), below("b", i));
      diamonds.role(Role.of("b" + i)).including(below("a", i), below("b", i));
    }
    assertThat(line.build().permissionsOf(Role.of("r20000")))
        .hasValueSatisfying(all -> assertThat(all.toSet()).containsExactly(Permission.READ));
    assertThat(diamonds.build().permissionsOf(Role.of("b60")))
        .hasValueSatisfying(all -> assertThat(all.toSet()).containsExactly(Permission.READ));
    line.role(Role.of("r20001")).including(Role.of("r20001"), Role.of("r20000"));
    assertThatThrownBy(line::build)
        .isInstanceOf(InvalidParameter.class)
        .hasMessageContaining("includes itself: r20001");
  }

  private static Role below(String name, int level) {
    return Role.of(level == 1 ? "r0" : name + (level - 1));
  }

  @Test
  void roles_include_roles_through_roles() {
    Role chief = Role.of("chief");
    Model model =
        Model.builder()
            .permissions(EDIT)
            .role(VIEWER, Permission.READ)
            .role(EDITOR, EDIT)
            .including(VIEWER)
            .role(chief)
            .including(EDITOR)
            .build();
    assertThat(model.permissionsOf(chief).orElseThrow().toSet())
        .containsExactly(Permission.READ, EDIT);
    assertThat(model.roles()).containsExactly(VIEWER, EDITOR, chief);
    assertThat(model.permissionsOf(Role.of("other"))).isEmpty();
  }

  @Test
  void a_mistake_is_refused_by_the_name_of_the_culprit() {
    refused("not declared: edit", () -> Model.builder().role(EDITOR, EDIT).build());
    refused("not declared: edit", () -> Model.builder().grantable(EDIT).build());
    refused("not declared: edit", () -> Model.builder().ownerOnly(EDIT).build());
    refused("not declared: viewer", () -> Model.builder().role(EDITOR).including(VIEWER).build());
    refused("declared twice: viewer", () -> Model.builder().role(VIEWER).role(VIEWER));
    refused("declared twice: read", () -> Model.builder().permissions(Permission.READ));
    refused("declared twice: doc", () -> Model.builder().types(DOC, DOC));
    refused("declare a role first", () -> Model.builder().including(VIEWER));
    refused("kept for orgs: org/x", () -> Model.builder().role(Role.ofOrg("x")));
    refused(
        "includes itself: viewer",
        () ->
            Model.builder().role(VIEWER).including(EDITOR).role(EDITOR).including(VIEWER).build());
  }

  @Test
  void a_model_that_names_types_knows_no_others_and_takes_only_their_ids() {
    Model model = Model.builder().types(DOC, ROW, FILE).build();
    UUID uuid = UUID.fromString("00000000-0000-0000-0000-00000000000a");
    assertThat(model.check(DOC.id("x"))).isEqualTo(DOC.id("x"));
    assertThat(model.check(ROW.id(-7L))).isEqualTo(ROW.id(-7L));
    assertThat(ROW.parse(ROW.id(-7L))).isEqualTo(-7L);
    assertThat(FILE.parse(FILE.id(uuid))).isEqualTo(uuid);
    assertThat(model.check(new OrgId(3).key()).id()).isEqualTo("3");
    refused("the model has no type other", () -> model.check(ResourceId.of("other", "1")));
    refused("must be a Long", () -> model.check(ResourceId.of("row", "x")));
    refused("canonical Long", () -> model.check(ResourceId.of("row", "007")));
    refused("must be a UUID", () -> model.check(ResourceId.of("file", "x")));
    refused("canonical UUID", () -> model.check(ResourceId.of("file", "0-0-0-0-A")));
    refused("a user is not a resource", () -> model.check(ResourceId.of(new UserId(1))));
    refused("no type row", () -> Model.builder().types(DOC).build().checkType(ROW));
    refused("must be doc", () -> DOC.parse(ROW.id(1L)));
    assertThat(model.checkType(ROW)).isEqualTo(ROW);
  }

  @Test
  void a_model_that_names_no_types_takes_any() {
    Model model = Model.standard();
    assertThat(model.check(ResourceId.of("anything", "x")).type()).isEqualTo("anything");
    assertThat(model.checkType(DOC)).isEqualTo(DOC);
  }

  @Test
  void an_unknown_permission_is_refused_by_name() {
    Model model = Model.standard();
    assertThat(model.knows(EDIT)).isFalse();
    assertThat(model.knows(Permission.READ)).isTrue();
    assertThat(model.check(Permission.READ)).isEqualTo(Permission.READ);
    refused("no permission edit", () -> model.check(EDIT));
    refused("no permission edit", () -> model.all().contains(EDIT));
  }

  @Test
  void names_of_types_roles_and_permissions_are_lower_case_words() {
    for (String name : List.of("", "Doc", "1a", "a b", "a:b", "a/b", "ä", "a".repeat(65))) {
      refused("", () -> Permission.of(name));
      refused("", () -> Role.of(name));
      refused("", () -> ResourceType.of(name));
    }
    for (String name : List.of("user", "org", "team")) {
      refused("the library's own", () -> ResourceType.of(name));
    }
    refused("String, Long or UUID", () -> ResourceType.of("doc", Integer.class));
    assertThat(Role.ofOrg("auditor").isOfOrg()).isTrue();
    assertThat(Role.of("auditor").isOfOrg()).isFalse();
    assertThat(Role.ofOrg("auditor")).isNotEqualTo(Role.of("auditor"));
  }

  @Test
  void sets_of_permissions_are_values() {
    Model model = Model.standard();
    PermissionSet read = model.set(List.of(Permission.READ));
    PermissionSet manage = model.set(List.of(Permission.MANAGE));
    assertThat(read.and(manage).toSet()).containsExactly(Permission.READ, Permission.MANAGE);
    assertThat(read.and(manage).minus(read)).isEqualTo(manage).hasSameHashCodeAs(manage);
    assertThat(read).isNotEqualTo(manage).hasToString("[read]");
    assertThat(read.minus(read)).isEqualTo(model.none());
    assertThat(model.none().isEmpty()).isTrue();
    assertThat(model.set(List.of(EDIT))).isEqualTo(model.none());
  }

  private static void refused(
      String message, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatThrownBy(call).isInstanceOf(InvalidParameter.class).hasMessageContaining(message);
  }
}
