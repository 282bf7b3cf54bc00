package dev.bailiwick.contract.reference;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.Maps;
import dev.bailiwick.contract.fixture.StoreContents;
import dev.bailiwick.grant.Grant;
import dev.bailiwick.id.Consistency;
import dev.bailiwick.id.Everyone;
import dev.bailiwick.id.Limits;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.Text;
import dev.bailiwick.id.UserId;
import dev.bailiwick.org.Membership;
import dev.bailiwick.org.Org;
import dev.bailiwick.resource.Resource;
import dev.bailiwick.store.Store;
import dev.bailiwick.store.View;
import dev.bailiwick.team.Seat;
import dev.bailiwick.team.Team;
import dev.bailiwick.user.User;
import dev.bailiwick.user.UserStatus;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The rules that hold for the contents of every store, after every step. */
public final class Invariants {
  private final StoreContents contents;
  private final Map<UserId, User> users;
  private final Map<OrgId, Org> orgs;
  private final Map<TeamId, Team> teams;

  private Invariants(StoreContents contents) {
    this.contents = contents;
    this.users = Maps.uniqueIndex(contents.users(), User::id);
    this.orgs = Maps.uniqueIndex(contents.orgs(), Org::id);
    this.teams = Maps.uniqueIndex(contents.teams(), Team::id);
  }

  public static Invariants of(StoreContents contents) {
    return new Invariants(contents);
  }

  /** All of them, in the latest state of a store. */
  public static void checkAll(Store store) {
    store.read(
        Consistency.latest(),
        view -> {
          check(view);
          return true;
        });
  }

  /** All of them. */
  public static void check(View view) {
    Invariants invariants = of(StoreContents.of(view));
    invariants.everyMemberOfAnOrgsTeamIsAMemberOfTheOrg();
    invariants.theOwnerOfAnOrgIsItsActiveAdmin();
    invariants.ownershipIsOfferedToAnActiveAdmin();
    invariants.addressesIdentitiesAndKeysAreUnique();
    invariants.unclaimedAccountsBelongToTheirOrg();
    invariants.serviceAccountsBelongToTheirOrg();
    invariants.aDefaultOrgIsAnOrgOfTheUser();
    invariants.nothingCrossesATenant();
    invariants.everyReferenceIsToAnExistingItem();
    invariants.nothingIsItsOwnAncestor();
    invariants.teamNamesAreUniqueInATenant();
  }

  public void everyMemberOfAnOrgsTeamIsAMemberOfTheOrg() {
    for (Seat seat : contents.seats()) {
      if (team(seat.team()).tenant() instanceof OrgId org) {
        assertThat(membership(org, seat.user())).as("membership of %s", seat).isPresent();
      }
    }
  }

  public void theOwnerOfAnOrgIsItsActiveAdmin() {
    for (Org org : contents.orgs()) {
      if (!org.deleted()) {
        assertThat(membership(org.id(), org.owner()))
            .as("owner of %s", org)
            .contains(Membership.of(org.id(), org.owner()).asAdmin());
        // The account of the owner may be deactivated, locked or closed.
        assertThat(user(org.owner()).claimed()).as("account of the owner of %s", org).isTrue();
      }
    }
  }

  public void ownershipIsOfferedToAnActiveAdmin() {
    for (Org org : contents.orgs()) {
      if (org.ownershipOffer().isPresent()) {
        UserId candidate = org.ownershipOffer().get().candidate();
        assertThat(org.deleted()).as("%s was deleted", org).isFalse();
        assertThat(candidate).as("candidate of %s", org).isNotEqualTo(org.owner());
        assertThat(membership(org.id(), candidate))
            .as("candidate of %s", org)
            .contains(Membership.of(org.id(), candidate).asAdmin());
        assertThat(user(candidate).usable()).as("account of the candidate of %s", org).isTrue();
      }
    }
  }

  public void addressesIdentitiesAndKeysAreUnique() {
    assertThat(
            contents.users().stream()
                .filter(user -> user.emailVerifiedAt().isPresent())
                .flatMap(user -> user.email().stream()))
        .as("verified addresses")
        .doesNotHaveDuplicates();
    assertThat(
            contents.users().stream()
                .filter(user -> user.createdIn().isPresent() && user.email().isPresent())
                .map(user -> List.of(user.createdIn().get(), user.email().get())))
        .as("addresses of the unclaimed accounts of an org")
        .doesNotHaveDuplicates();
    assertThat(contents.users().stream().flatMap(u -> u.identities().stream()))
        .doesNotHaveDuplicates();
    assertThat(contents.orgs().stream().flatMap(o -> o.externalKey().stream()))
        .doesNotHaveDuplicates();
  }

  /**
   * An unclaimed account is a member of the org that made it, and of no other. It has no identity
   * and owns nothing. A closed account has none of its data.
   */
  public void unclaimedAccountsBelongToTheirOrg() {
    for (User user : contents.users()) {
      if (user.status() == UserStatus.ERASED) {
        assertThat(user.email()).as("address of %s", user).isEmpty();
        assertThat(user.identities()).as("identities of %s", user).isEmpty();
      } else if (user.createdIn().isPresent()) {
        assertThat(user.usable()).as("%s can act", user).isFalse();
        assertThat(user.identities()).as("identities of %s", user).isEmpty();
        assertThat(user.emailVerifiedAt()).as("verified address of %s", user).isEmpty();
        assertThat(contents.memberships().stream().filter(m -> m.user().equals(user.id())))
            .as("memberships of %s", user)
            .extracting(Membership::org)
            .containsExactly(user.createdIn().get());
        assertThat(contents.orgs().stream().map(Org::owner)).doesNotContain(user.id());
        assertThat(contents.teams().stream().map(Team::owner)).doesNotContain(user.id());
        assertThat(contents.resources().stream().map(Resource::owner)).doesNotContain(user.id());
      }
    }
  }

  public void serviceAccountsBelongToTheirOrg() {
    for (User user : contents.users()) {
      user.serviceOf()
          .ifPresent(
              org -> {
                assertThat(membership(org, user.id())).as("membership of %s", user).isPresent();
                assertThat(contents.memberships())
                    .as("memberships of %s", user)
                    .filteredOn(m -> m.user().equals(user.id()))
                    .hasSize(1);
                assertThat(contents.grants())
                    .as("grants to %s", user)
                    .filteredOn(grant -> grant.accessor().equals(user.id()))
                    .allMatch(grant -> grant.tenant().equals(org));
                assertThat(contents.teams()).noneMatch(t -> t.owner().equals(user.id()));
                assertThat(contents.resources()).noneMatch(r -> r.owner().equals(user.id()));
              });
    }
  }

  public void aDefaultOrgIsAnOrgOfTheUser() {
    for (User user : contents.users()) {
      user.defaultOrg()
          .ifPresent(
              org -> assertThat(membership(org, user.id())).as("default of %s", user).isPresent());
    }
  }

  public void nothingCrossesATenant() {
    for (Team team : contents.teams()) {
      team.parents().stream()
          .findFirst()
          .ifPresent(p -> assertThat(team(p).tenant()).as("%s", team).isEqualTo(team.tenant()));
      assertThat(belongs(team.owner(), team.tenant())).as("owner of %s", team).isTrue();
    }
    for (Resource resource : contents.resources()) {
      assertThat(belongs(resource.owner(), resource.tenant())).as("owner of %s", resource).isTrue();
    }
    for (Grant grant : contents.grants()) {
      assertThat(reachable(grant)).as("accessor of %s", grant).isTrue();
    }
  }

  private boolean reachable(Grant grant) {
    if (grant.accessor() instanceof UserId user) {
      return user(user).status() != UserStatus.ERASED
          && (!(grant.tenant() instanceof OrgId org)
              || org(org).sharing()
              || membership(org, user).isPresent());
    } else if (grant.accessor() instanceof TeamId team) {
      return team(team).tenant().equals(grant.tenant());
    } else if (grant.accessor() instanceof OrgId other) {
      return !org(other).deleted()
          && (other.equals(grant.tenant())
              || (grant.tenant() instanceof OrgId org && org(org).sharing()));
    }
    return grant.accessor() == Everyone.EVERYONE;
  }

  public void everyReferenceIsToAnExistingItem() {
    for (Membership membership : contents.memberships()) {
      assertThat(org(membership.org()).deleted()).as("org of %s", membership).isFalse();
      // A closed account stays a member of the orgs that it owns.
      assertThat(
              user(membership.user()).status() != UserStatus.ERASED
                  || org(membership.org()).owner().equals(membership.user()))
          .as("user of %s", membership)
          .isTrue();
    }
    contents.seats().forEach(seat -> user(seat.user()));
    contents.roles().forEach(role -> assertThat(org(role.org()).deleted()).isFalse());
    for (Tenant tenant : tenants()) {
      boolean there =
          tenant instanceof OrgId org
              ? !org(org).deleted()
              : user((UserId) tenant).status() != UserStatus.ERASED;
      assertThat(there).as("%s, in which something is", tenant).isTrue();
    }
    for (Resource resource : contents.resources()) {
      resource
          .parent()
          .ifPresent(
              parent -> assertThat(find(resource.tenant(), parent)).as("%s", resource).isPresent());
    }
    for (Grant grant : contents.grants()) {
      if (grant.resource().type().equals(ResourceId.TEAM)) {
        TeamId team = new TeamId(Long.parseLong(grant.resource().id()));
        assertThat(team(team).tenant()).as("%s", grant).isEqualTo(grant.tenant());
      }
    }
  }

  private Set<Tenant> tenants() {
    Set<Tenant> tenants = new HashSet<>();
    contents.teams().forEach(team -> tenants.add(team.tenant()));
    contents.resources().forEach(resource -> tenants.add(resource.tenant()));
    contents.grants().forEach(grant -> tenants.add(grant.tenant()));
    return tenants;
  }

  public void nothingIsItsOwnAncestor() {
    for (Team team : contents.teams()) {
      assertThat(ancestors(team, t -> t.parents().stream().findFirst().map(this::team)))
          .as("ancestors of %s", team)
          .isLessThanOrEqualTo(Limits.TEAM_DEPTH);
    }
    for (Resource resource : contents.resources()) {
      assertThat(ancestors(resource, r -> r.parent().flatMap(p -> find(r.tenant(), p))))
          .as("ancestors of %s", resource)
          .isLessThanOrEqualTo(Limits.RESOURCE_DEPTH);
    }
  }

  private static <T> int ancestors(T thing, Function<T, Optional<T>> parent) {
    Set<T> seen = new HashSet<>();
    Optional<T> next = Optional.of(thing);
    while (next.isPresent()) {
      assertThat(seen.add(next.get())).as("no cycle at %s", thing).isTrue();
      next = parent.apply(next.get());
    }
    return seen.size() - 1;
  }

  public void teamNamesAreUniqueInATenant() {
    assertThat(contents.teams().stream().map(t -> List.of(t.tenant(), Text.canonical(t.name()))))
        .doesNotHaveDuplicates();
  }

  private boolean belongs(UserId owner, Tenant tenant) {
    return tenant instanceof OrgId org ? membership(org, owner).isPresent() : owner.equals(tenant);
  }

  private Optional<Membership> membership(OrgId org, UserId user) {
    return contents.memberships().stream()
        .filter(m -> m.org().equals(org) && m.user().equals(user))
        .findFirst();
  }

  private Optional<Resource> find(Tenant tenant, ResourceId id) {
    return contents.resources().stream()
        .filter(r -> r.tenant().equals(tenant) && r.id().equals(id))
        .findFirst();
  }

  private User user(UserId id) {
    return there(users, id);
  }

  private Org org(OrgId id) {
    return there(orgs, id);
  }

  private Team team(TeamId id) {
    return there(teams, id);
  }

  private static <K, V> V there(Map<K, V> all, K id) {
    assertThat(all).as("the references of %s", id).containsKey(id);
    return Objects.requireNonNull(all.get(id));
  }
}
