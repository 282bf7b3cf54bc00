package dev.bailiwick.contract.reference;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.HashBasedTable;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Table;
import dev.bailiwick.Access;
import dev.bailiwick.access.Explanation;
import dev.bailiwick.access.Question;
import dev.bailiwick.contract.fixture.StoreContents;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.ResourceRef;
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

/**
 * Every question to a store's engine beside the answer of the reference: about all users, all
 * resources and all permissions of a tenant, in both directions.
 */
public final class AnswerComparison {
  private final Access access;
  private final Reference reference;
  private final Tenant tenant;
  private final List<UserId> users;
  private final List<ResourceRef> resources;
  private final int pageSize;
  private final Table<UserId, ResourceRef, Set<Permission>> expected = HashBasedTable.create();
  private long compared;

  private AnswerComparison(World world, StoreContents contents, Tenant tenant, int pageSize) {
    this.access = world.system().access().in(tenant);
    this.reference = new Reference(World.MODEL, contents, world.clock().instant());
    this.tenant = tenant;
    this.users = contents.users().stream().map(User::id).toList();
    this.resources = resources(contents, tenant);
    this.pageSize = pageSize;
    for (UserId user : users) {
      for (ResourceRef resource : resources) {
        expected.put(user, resource, reference.permissions(user, tenant, resource));
      }
    }
  }

  /**
   * Compares every answer.
   *
   * @param pageSize how many entries a page of a lookup has
   * @return how many answers were compared
   */
  public static long compare(World world, StoreContents contents, int pageSize) {
    long compared = 0;
    for (Tenant tenant : tenants(contents)) {
      AnswerComparison answers = new AnswerComparison(world, contents, tenant, pageSize);
      answers.compareRights();
      World.MODEL.permissions().forEach(answers::comparePermission);
      compared += answers.compared;
    }
    return compared;
  }

  /**
   * Compares all permissions of all users, and every kind of question about one permission in one
   * tenant.
   *
   * @param turn selects the permission and the tenant, each in its turn
   * @return how many answers were compared
   */
  public static long compareInTurn(World world, StoreContents contents, int pageSize, int turn) {
    List<Tenant> tenants = tenants(contents).asList();
    List<Permission> permissions = World.MODEL.permissions().asList();
    long compared = 0;
    for (Tenant tenant : tenants) {
      AnswerComparison answers = new AnswerComparison(world, contents, tenant, pageSize);
      answers.compareRights();
      if (tenant.equals(tenants.get(turn % tenants.size()))) {
        answers.comparePermission(permissions.get((turn / tenants.size()) % permissions.size()));
      }
      compared += answers.compared;
    }
    return compared;
  }

  /** The explanations of one permission in one tenant, for every user and resource. */
  public static ImmutableList<Explanation> explainInTurn(
      World world, StoreContents contents, int turn) {
    List<Tenant> tenants = tenants(contents).asList();
    List<Permission> permissions = World.MODEL.permissions().asList();
    Tenant tenant = tenants.get(turn % tenants.size());
    Permission permission = permissions.get((turn / tenants.size()) % permissions.size());
    Access access = world.system().access().in(tenant);
    ImmutableList.Builder<Explanation> all = ImmutableList.builder();
    for (ResourceRef resource : resources(contents, tenant)) {
      contents.users().forEach(u -> all.add(access.explain(u.id(), permission, resource)));
    }
    return all.build();
  }

  /** Every org, one of the deleted orgs, and every person with a tenant of their own. */
  public static ImmutableSet<Tenant> tenants(StoreContents contents) {
    ImmutableSet.Builder<Tenant> tenants = ImmutableSet.builder();
    tenants.addAll(contents.liveOrgs());
    contents.orgs().stream().filter(Org::deleted).limit(1).map(Org::id).forEach(tenants::add);
    contents.teams().forEach(team -> tenants.add(team.tenant()));
    contents.resources().forEach(resource -> tenants.add(resource.tenant()));
    contents.grants().forEach(grant -> tenants.add(grant.tenant()));
    return tenants.build();
  }

  /** The possible resources of a question, and some caller-supplied ones. */
  private static List<ResourceRef> resources(StoreContents contents, Tenant tenant) {
    List<ResourceRef> resources = new ArrayList<>(contents.askable(tenant));
    List<UserId> owners =
        tenant instanceof OrgId org
            ? contents.memberships().stream()
                .filter(membership -> membership.org().equals(org))
                .map(membership -> membership.user())
                .toList()
            : List.of();
    ResourceRef folder = World.FOLDER.id(2L);
    resources.add(World.DOC.id("vouched").under(folder));
    owners.stream()
        .reduce((first, second) -> second)
        .ifPresent(
            owner -> {
              ResourceRef mine = World.DOC.id("mine").ownedBy(owner);
              resources.add(mine.under(folder));
              resources.add(World.DOC.id("below").under(mine));
              // The registered value wins over this.
              resources.add(World.DOC.id("a").ownedBy(owner));
            });
    return resources;
  }

  private Set<Permission> expected(UserId user, ResourceRef resource) {
    return requireNonNull(expected.get(user, resource));
  }

  private void compareRights() {
    for (UserId user : users) {
      for (ResourceRef resource : resources) {
        assertThat(access.permissions(user, resource))
            .as("%s on %s in %s", user, resource, tenant)
            .isEqualTo(expected(user, resource));
        compared += World.MODEL.permissions().size();
      }
    }
  }

  private void comparePermission(Permission permission) {
    List<Question> questions = new ArrayList<>();
    for (ResourceRef resource : resources) {
      users.forEach(user -> questions.add(new Question(user, permission, resource)));
      compareSubjects(permission, resource);
    }
    users.forEach(user -> compareResources(user, permission));
    List<Boolean> answers = access.checkAll(questions);
    for (int i = 0; i < questions.size(); i++) {
      Question asked = questions.get(i);
      boolean holds = expected(asked.user(), asked.resource()).contains(asked.permission());
      assertThat(answers.get(i)).as("%s in %s", asked, tenant).isEqualTo(holds);
      assertThat(access.check(asked.user(), asked.permission(), asked.resource()))
          .as("%s in %s, asked alone", asked, tenant)
          .isEqualTo(holds);
      assertThat(access.explain(asked.user(), asked.permission(), asked.resource()).allowed())
          .as("%s in %s, explained", asked, tenant)
          .isEqualTo(holds);
      compared += 3;
    }
  }

  private void compareSubjects(Permission permission, ResourceRef resource) {
    List<UserId> permitted =
        users.stream().filter(user -> expected(user, resource).contains(permission)).toList();
    assertThat(pages(r -> access.lookupAllSubjects(permission, resource, r).users()))
        .as("the users that may %s %s in %s", permission, resource, tenant)
        .isEqualTo(permitted);
    compared += users.size();
  }

  private void compareResources(UserId user, Permission permission) {
    for (ResourceType<?> type : List.of(World.DOC, World.FOLDER)) {
      // A lookup lists only registered and granted resources, even where the org gives a right to
      // others.
      List<ResourceId> permitted =
          StoreContents.IDS.stream()
              .filter(id -> id.type().equals(type.name()) && reference.knows(tenant, id))
              .filter(id -> expected(user, id).contains(permission))
              .toList();
      assertThat(pages(r -> access.lookupResources(user, permission, type, r)))
          .as("the resources that %s may %s in %s", user, permission, tenant)
          .isEqualTo(permitted);
      compared += StoreContents.IDS.size();
    }
  }

  private <T> ImmutableList<T> pages(Function<PageRequest, Page<T>> list) {
    ImmutableList.Builder<T> all = ImmutableList.builder();
    PageRequest request = PageRequest.first(pageSize);
    Optional<String> next;
    do {
      Page<T> page = list.apply(request);
      all.addAll(page.items());
      next = page.next();
      assertThat(next.isEmpty() || page.items().size() == pageSize).as("a full page").isTrue();
      request = next.map(request::after).orElse(request);
    } while (next.isPresent());
    return all.build();
  }
}
