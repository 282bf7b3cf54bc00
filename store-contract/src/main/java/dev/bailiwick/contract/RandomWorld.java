package dev.bailiwick.contract;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.grant.NewGrant;
import dev.bailiwick.grant.Window;
import dev.bailiwick.id.Accessor;
import dev.bailiwick.id.Everyone;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.ResourceRef;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.org.OrgChange;
import dev.bailiwick.permission.Role;
import dev.bailiwick.permission.Standard;
import dev.bailiwick.store.Store;
import dev.bailiwick.user.NewMember;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A small org that chance made, with members, guests, teams, resources and grants of all kinds. */
final class RandomWorld {
  private static final List<Role> ROLES =
      List.of(Standard.COLLABORATOR, Standard.OPERATOR, Standard.ADMIN, Standard.OWNER);

  private final Random random;
  private final World world;
  private final OrgId org;
  private final List<UserId> users = new ArrayList<>();
  private final List<ResourceId> resources = new ArrayList<>();

  RandomWorld(Store store, long seed) {
    random = new Random(seed);
    world = new World(store);
    UserId owner = world.user("owner");
    org = world.org("acme", owner);
    OrgId partner = world.org("partner", world.user("petra"));
    boolean sharing = random.nextInt(3) > 0;
    world.sharing(org, sharing);
    List<UserId> members = new ArrayList<>();
    users.add(owner);
    for (int i = 0; i < 5; i++) {
      UserId member =
          random.nextInt(5) == 0 ? world.admin("a" + i, org) : world.member("m" + i, org);
      members.add(member);
      users.add(member);
    }
    for (int i = 0; i < 3; i++) {
      users.add(random.nextBoolean() ? world.member("p" + i, partner) : world.user("g" + i));
    }
    List<TeamId> teams = teams(members);
    resources(members);
    grants(sharing, teams, partner);
    if (random.nextInt(3) == 0) {
      world.system(org).orgs().update(org, OrgChange.ofMembersDefaultRole(chosen(ROLES)));
    }
    if (random.nextInt(3) == 0) {
      world.system(org).orgs().members(org).deactivate(chosen(members));
    }
    if (random.nextInt(3) == 0) {
      world.system().users().lock(chosen(members));
    }
  }

  World world() {
    return world;
  }

  OrgId org() {
    return org;
  }

  ImmutableList<UserId> users() {
    return ImmutableList.copyOf(users);
  }

  ImmutableList<ResourceId> resources() {
    return ImmutableList.copyOf(resources);
  }

  private <T> T chosen(List<T> some) {
    return some.get(random.nextInt(some.size()));
  }

  private List<TeamId> teams(List<UserId> members) {
    List<TeamId> teams = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      TeamId team = world.team("t" + i, org, chosen(members));
      for (int j = random.nextInt(3); j > 0; j--) {
        world.system(org).teams().addMembers(team, NewMember.member(chosen(members)));
      }
      if (!teams.isEmpty() && random.nextBoolean()) {
        world.system(org).teams().nest(team, chosen(teams));
      }
      teams.add(team);
    }
    return teams;
  }

  private void resources(List<UserId> members) {
    for (int i = 0; i < 8; i++) {
      ResourceRef ref = World.DOC.id("d" + i).ownedBy(chosen(members));
      ResourceId parent = resources.isEmpty() ? null : chosen(resources);
      world
          .system(org)
          .resources()
          .register(parent != null && random.nextInt(3) > 0 ? ref.under(parent) : ref);
      resources.add(ref.key());
    }
  }

  private void grants(boolean sharing, List<TeamId> teams, OrgId partner) {
    ResourceId unregistered = World.DOC.id("unregistered");
    resources.add(unregistered);
    world.system(org).grants().grant(Standard.COLLABORATOR, unregistered, chosen(teams));
    for (int i = 0; i < 14; i++) {
      Accessor accessor =
          switch (random.nextInt(sharing ? 7 : 5)) {
            case 0 -> Everyone.EVERYONE;
            case 1 -> org;
            case 2 -> users.get(random.nextInt(6));
            case 3, 4 -> chosen(teams);
            case 5 -> partner;
            default -> chosen(users);
          };
      boolean onOrg = random.nextInt(12) == 0;
      NewGrant grant =
          !onOrg && random.nextInt(4) == 0
              ? NewGrant.denial(chosen(ROLES), accessor)
              : NewGrant.of(chosen(ROLES), accessor);
      Window window =
          switch (random.nextInt(6)) {
            case 0 -> Window.until(World.START);
            case 1 -> Window.from(World.START);
            default -> Window.ALWAYS;
          };
      world.system(org).grants().merge(onOrg ? org : chosen(resources), grant.during(window));
    }
  }
}
