package dev.bailiwick.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.Access;
import dev.bailiwick.access.Question;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.ResourceType;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.org.Org;
import dev.bailiwick.page.Page;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.user.User;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Every question to a store's engine, beside the answer of the reference. */
final class Answers {
  private Answers() {}

  /**
   * Compares all answers about all users, resources and permissions in all tenants.
   *
   * @param thorough whether every kind of question is asked, and not only checks
   * @return how many answers were compared
   */
  static long compare(History history, boolean thorough) {
    Contents contents = history.contents();
    World world = history.world();
    Reference reference = new Reference(World.MODEL, contents, world.clock().instant());
    List<UserId> users = contents.users().stream().map(User::id).toList();
    List<Tenant> tenants = new ArrayList<>();
    contents.orgs().stream().map(Org::id).forEach(tenants::add);
    tenants.add(users.get(0));
    long compared = 0;
    for (Tenant tenant : tenants) {
      Access access = world.system().access().in(tenant);
      List<ResourceId> resources = history.resources(tenant);
      for (UserId user : users) {
        for (ResourceId resource : resources) {
          Set<Permission> expected = reference.permissions(user, tenant, resource);
          assertThat(access.permissions(user, resource))
              .as("%s on %s in %s", user, resource, tenant)
              .containsExactlyInAnyOrderElementsOf(expected);
          compared += World.MODEL.permissions().size();
        }
      }
      if (thorough) {
        compared += compareEveryKind(access, reference, tenant, users, resources);
      }
    }
    return compared;
  }

  private static long compareEveryKind(
      Access access,
      Reference reference,
      Tenant tenant,
      List<UserId> users,
      List<ResourceId> resources) {
    long compared = 0;
    int size = 1 + users.size() % 4;
    for (Permission permission : World.MODEL.permissions()) {
      for (ResourceId resource : resources) {
        List<UserId> expected =
            users.stream()
                .filter(u -> reference.permissions(u, tenant, resource).contains(permission))
                .toList();
        List<Question> questions =
            users.stream().map(user -> new Question(user, permission, resource)).toList();
        List<Boolean> answers = access.checkAll(questions);
        for (int i = 0; i < users.size(); i++) {
          boolean holds = expected.contains(users.get(i));
          assertThat(answers.get(i)).as("%s", questions.get(i)).isEqualTo(holds);
          assertThat(access.explain(users.get(i), permission, resource).allowed())
              .as("%s explained", questions.get(i))
              .isEqualTo(holds);
        }
        assertThat(pages(r -> access.lookupSubjects(permission, resource, true, r).users(), size))
            .as("who may %s %s in %s", permission, resource, tenant)
            .isEqualTo(expected);
        compared += 3L * users.size();
      }
      for (UserId user : users) {
        for (ResourceType<?> type : List.of(World.DOC, World.FOLDER)) {
          Set<ResourceId> found =
              Set.copyOf(pages(r -> access.lookupResources(user, permission, type, r), size));
          for (ResourceId resource : resources) {
            boolean holds = reference.permissions(user, tenant, resource).contains(permission);
            // What only follows from the org is not listed unless the library knows the resource.
            boolean listed = found.contains(resource);
            assertThat(!listed || holds).as("%s lists %s", user, resource).isTrue();
            if (resource.type().equals(type.name()) && reference.knows(tenant, resource)) {
              assertThat(listed)
                  .as("%s may %s %s in %s, listed", user, permission, resource, tenant)
                  .isEqualTo(holds);
              compared++;
            }
          }
        }
      }
    }
    return compared;
  }

  private static <T> List<T> pages(Function<PageRequest, Page<T>> list, int size) {
    List<T> all = new ArrayList<>();
    PageRequest request = PageRequest.first(size);
    Optional<String> next;
    do {
      Page<T> page = list.apply(request);
      all.addAll(page.items());
      next = page.next();
      assertThat(next.isEmpty() || page.items().size() == size).as("a full page").isTrue();
      request = next.map(request::after).orElse(request);
    } while (next.isPresent());
    return all;
  }
}
