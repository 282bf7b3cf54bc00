package dev.bailiwick.examples.quickstart;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.id.ResourceType;
import dev.bailiwick.permission.Model;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.permission.Role;
import dev.bailiwick.user.ExternalIdentity;
import java.util.Locale;
import java.util.Optional;

/**
 * The permissions of GitHub, as a model: repositories, and five roles, each of which includes the
 * one before it.
 */
final class GitHub {
  static final ResourceType<String> REPOSITORY = ResourceType.of("repository");

  static final Permission TRIAGE = Permission.of("triage");
  static final Permission WRITE = Permission.of("write");
  static final Permission MAINTAIN = Permission.of("maintain");
  static final Permission ADMIN = Permission.of("admin");

  /** The roles, from the least to the most permissions. */
  static final ImmutableList<Role> ROLES =
      ImmutableList.of(
          Role.of("read"),
          Role.of("triage"),
          Role.of("write"),
          Role.of("maintain"),
          Role.of("admin"));

  private GitHub() {}

  static Model model() {
    return Model.builder()
        .types(REPOSITORY)
        .permissions(TRIAGE, WRITE, MAINTAIN, ADMIN)
        .role(ROLES.get(0), Permission.READ)
        .role(ROLES.get(1), TRIAGE)
        .including(ROLES.get(0))
        .role(ROLES.get(2), WRITE)
        .including(ROLES.get(1))
        .role(ROLES.get(3), MAINTAIN)
        .including(ROLES.get(2))
        .role(ROLES.get(4), ADMIN, Permission.MANAGE, Permission.DELETE, Permission.TRANSFER)
        .including(ROLES.get(3))
        .build();
  }

  static Optional<Role> role(String name) {
    return ROLES.stream().filter(role -> role.name().equals(name)).findFirst();
  }

  static Role higher(Role a, Role b) {
    return ROLES.indexOf(a) >= ROLES.indexOf(b) ? a : b;
  }

  /** Returns the form of a name in which it is compared. Upper and lower case are the same. */
  static String fold(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  static ExternalIdentity identity(String login) {
    return ExternalIdentity.of("github", login);
  }
}
