package dev.bailiwick.contract;

import static dev.bailiwick.contract.World.DOC;
import static dev.bailiwick.contract.World.FOLDER;
import static dev.bailiwick.permission.Standard.ADMIN;
import static dev.bailiwick.permission.Standard.COLLABORATOR;
import static dev.bailiwick.permission.Standard.OPERATOR;
import static dev.bailiwick.user.NewMember.member;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedSet;
import dev.bailiwick.Session;
import dev.bailiwick.bulk.Name;
import dev.bailiwick.bulk.Progress;
import dev.bailiwick.bulk.TenantRecord;
import dev.bailiwick.grant.Effect;
import dev.bailiwick.grant.NewGrant;
import dev.bailiwick.grant.Window;
import dev.bailiwick.id.Everyone;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.org.OrgChange;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.permission.Role;
import dev.bailiwick.team.TeamChange;
import dev.bailiwick.user.Email;
import dev.bailiwick.user.ExternalIdentity;
import dev.bailiwick.user.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Orgs that are exported and imported, and the records of them. */
final class Transfers {
  private Transfers() {}

  static ExternalIdentity identity(String name) {
    return ExternalIdentity.of("hr", name);
  }

  /** An account with an identity and an address. */
  static UserId person(World world, String name) {
    return world
        .system()
        .users()
        .ensure(identity(name), Profile.named(name).withEmail(name + "@world.test"))
        .id();
  }

  /** An org in which there is nobody but its owner. */
  static OrgId empty(World world, String name) {
    return world.org(name, person(world, "owner"));
  }

  static List<TenantRecord> exported(World world, OrgId org) {
    List<TenantRecord> records = new ArrayList<>();
    world.system().transfer().exportOf(org, records::add);
    return records;
  }

  static Progress imported(World world, OrgId org, List<TenantRecord> records) {
    return world.system().transfer().importInto(org, records.iterator(), progress -> {});
  }

  static TenantRecord.Person account(String name, boolean active, boolean locked, boolean ofOrg) {
    return account(name, active, locked, ofOrg, ImmutableSortedSet.of(identity(name)));
  }

  static TenantRecord.Person account(
      String name,
      boolean active,
      boolean locked,
      boolean ofOrg,
      ImmutableSortedSet<ExternalIdentity> identities) {
    return new TenantRecord.Person(
        identities,
        name,
        Optional.of(Email.of(name + "@world.test")),
        Optional.empty(),
        ImmutableMap.of(),
        active,
        locked,
        ofOrg);
  }

  static TenantRecord.Team team(String name, Optional<String> parent, ExternalIdentity owner) {
    return new TenantRecord.Team(
        name, parent, owner, "", ImmutableSortedSet.of(), ImmutableMap.of());
  }

  static TenantRecord.OwnRole role(String name, Permission permission) {
    return new TenantRecord.OwnRole(Role.ofOrg(name), ImmutableSortedSet.of(permission));
  }

  static TenantRecord.Settings settings(boolean sharing, Optional<Role> role) {
    return new TenantRecord.Settings("", Optional.empty(), false, sharing, role, ImmutableMap.of());
  }

  static TenantRecord.Grant given(ResourceId resource, Name accessor, Role role) {
    return new TenantRecord.Grant(
        new Name.Resource(resource), accessor, role, Effect.ALLOW, Window.ALWAYS);
  }

  /** An org that has one of everything, owned by {@code owner}. */
  static OrgId furnished(World world) {
    OrgId org = empty(world, "acme");
    UserId owner = world.system().orgs().get(org).owner();
    Session host = world.system(org);
    Role auditor = Role.ofOrg("auditor");
    host.orgs().defineRole(org, auditor, Permission.READ);
    host.orgs()
        .update(
            org,
            OrgChange.builder()
                .description("an org\nof two lines")
                .sharing(true)
                .selfSignup(true)
                .emailDomain("world.test")
                .membersDefaultRole(auditor)
                .attributes(ImmutableMap.of("plan", "gold"))
                .build());
    UserId ann = person(world, "ann");
    UserId ben = person(world, "ben");
    UserId out = person(world, "out");
    UserId guest = person(world, "guest");
    world.system().users().link(ann, ExternalIdentity.of("idp", "a\u00e9 nn"));
    world.system().users().verifyEmail(ann, Email.of("ann@world.test"));
    host.orgs().members(org).add(member(ann).asAdmin(), member(ben), member(out));
    world.system().users().lock(ben);
    TeamId ops = world.team("Ops", org, owner, ann, out);
    TeamId night = world.team("Night", org, ann);
    host.teams().addMembers(night, member(ann).asAdmin());
    host.users().update(ann, Profile.named("ann").withAttributes(ImmutableMap.of("desk", "7")));
    host.teams().nest(ops, night);
    host.teams()
        .update(
            ops,
            TeamChange.builder()
                .description("keeps it running")
                .tags(ImmutableSet.of("b", "a"))
                .attributes(ImmutableMap.of("shift", "2"))
                .build());
    host.orgs().members(org).deactivate(out);
    host.resources().register(FOLDER.id(2L).ownedBy(owner));
    host.resources().register(FOLDER.id(1L).ownedBy(ann).under(FOLDER.id(2L)));
    host.resources().register(DOC.id("a b").ownedBy(ann).under(FOLDER.id(1L)));
    host.grants()
        .merge(
            DOC.id("a b"),
            NewGrant.of(ADMIN, ops),
            NewGrant.of(auditor, ann)
                .during(Window.between(World.START, World.START.plusSeconds(3600))),
            NewGrant.denial(OPERATOR, ann),
            NewGrant.of(COLLABORATOR, guest));
    host.grants().grant(OPERATOR, ops, night);
    host.grants().grant(COLLABORATOR, org, Everyone.EVERYONE);
    host.grants().grant(OPERATOR, org, org);
    host.grants().grant(COLLABORATOR, DOC.id("never registered"), ann);
    return org;
  }

  /** Who may what: in the words of records, for each person and each resource that they name. */
  static List<String> answers(World world, OrgId org, List<TenantRecord> records) {
    Session host = world.system(org);
    List<String> answers = new ArrayList<>();
    for (TenantRecord record : records) {
      if (record instanceof TenantRecord.Person person) {
        UserId user = host.users().find(person.identities().first()).orElseThrow().id();
        for (TenantRecord other : records) {
          if (other instanceof TenantRecord.Grant grant
              && grant.resource() instanceof Name.Resource resource) {
            answers.add(
                person.identities().first()
                    + " "
                    + resource
                    + " "
                    + host.access().permissions(user, resource.id()));
          }
        }
      }
    }
    return answers;
  }

  static long grants(World world, OrgId org) {
    return world.system().transfer().exportOf(org, record -> {})
        - exported(world, org).stream()
            .filter(record -> !(record instanceof TenantRecord.Grant))
            .count();
  }
}
