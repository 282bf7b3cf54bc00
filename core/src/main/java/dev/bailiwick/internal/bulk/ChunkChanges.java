package dev.bailiwick.internal.bulk;

import static dev.bailiwick.error.InvalidParameter.unless;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Sets;
import dev.bailiwick.bulk.BadRecord;
import dev.bailiwick.bulk.Name;
import dev.bailiwick.bulk.TenantRecord;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.grant.Effect;
import dev.bailiwick.grant.Grant;
import dev.bailiwick.id.Accessor;
import dev.bailiwick.id.Everyone;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.value.Required;
import dev.bailiwick.org.Membership;
import dev.bailiwick.org.Org;
import dev.bailiwick.permission.Role;
import dev.bailiwick.permission.RoleDefinition;
import dev.bailiwick.resource.Resource;
import dev.bailiwick.store.Transaction;
import dev.bailiwick.team.Seat;
import dev.bailiwick.team.Team;
import dev.bailiwick.user.Email;
import dev.bailiwick.user.User;
import dev.bailiwick.user.UserStatus;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The changes that a chunk of an import makes in an org. Each record is compared with the stored
 * data and the earlier records. It breaks a rule, or is there already, or is written in the end.
 */
public final class ChunkChanges {
  private final Caller caller;
  private final Transaction tx;
  private final Org before;
  private Org org;
  private final ChunkReferences known;
  private final Set<Email> emails = new HashSet<>();
  private final Set<UserId> made = new HashSet<>();
  private final Set<Tenant> locks = new LinkedHashSet<>();
  private final Map<Grant.Key, Long> grants = new LinkedHashMap<>();
  private final Map<UserId, User> newAccounts = new LinkedHashMap<>();
  private final Map<UserId, Membership> newMemberships = new LinkedHashMap<>();
  private final Map<Role, RoleDefinition> newRoles = new LinkedHashMap<>();
  private final Map<TeamId, Team> newTeams = new LinkedHashMap<>();
  private final Map<List<Object>, Seat> newSeats = new LinkedHashMap<>();
  private final Map<ResourceId, Resource> newResources = new LinkedHashMap<>();
  private final Map<Grant.Key, Grant> newGrants = new LinkedHashMap<>();

  public ChunkChanges(Caller caller, Transaction tx, Org org, ChunkReferences known) {
    this.caller = caller;
    this.tx = tx;
    this.before = org;
    this.org = org;
    this.known = known;
    locks.add(org.id());
  }

  /**
   * Adds the records.
   *
   * @param first the number of the first record, in the whole import
   * @return the number of new records
   * @throws BadRecord for a record that breaks a rule
   */
  public int add(List<? extends TenantRecord> records, long first) {
    int added = 0;
    for (int i = 0; i < records.size(); i++) {
      try {
        Required.given(records.get(i), "record");
        if (isNew(records.get(i), first + i)) {
          added++;
        }
      } catch (InvalidParameter wrong) {
        BadRecord bad = new BadRecord(first + i, wrong.field(), wrong.rule());
        bad.initCause(wrong);
        throw bad;
      }
    }
    for (Grant there : tx.grants().findAll(org.id(), grants.keySet()).values()) {
      if (!there.equals(newGrants.remove(there.key()))) {
        throw new BadRecord(
            grants.getOrDefault(there.key(), 0L), "grant.window", "differs from the stored one");
      }
    }
    return added + newGrants.size();
  }

  /** Returns every existing tenant that must be locked for these changes. */
  public ImmutableSet<Tenant> locks() {
    return ImmutableSet.copyOf(locks);
  }

  private long version(Tenant tenant) {
    return tx.revision(tenant) + 1;
  }

  /**
   * Compares a record with the stored data. Returns whether it is new; always false for a grant.
   */
  private boolean isNew(TenantRecord record, long number) {
    if (record instanceof TenantRecord.OwnRole role) {
      return role(role);
    } else if (record instanceof TenantRecord.Settings settings) {
      return settings(settings);
    } else if (record instanceof TenantRecord.Person person) {
      return person(person);
    } else if (record instanceof TenantRecord.Member member) {
      return member(member);
    } else if (record instanceof TenantRecord.Team team) {
      return team(team);
    } else if (record instanceof TenantRecord.Seat seat) {
      return seat(seat);
    }
    if (record instanceof TenantRecord.Resource resource) {
      return resource(resource);
    }
    grants.putIfAbsent(grant((TenantRecord.Grant) record).key(), number);
    return false;
  }

  private boolean role(TenantRecord.OwnRole record) {
    RoleDefinition role = new RoleDefinition(org.id(), record.role(), record.permissions());
    role.permissions().forEach(caller.model()::check);
    unless(
        caller.model().grantable().containsAll(caller.model().set(role.permissions())),
        "role.permissions",
        "must be permissions that the model marks as grantable");
    Optional<RoleDefinition> there =
        Optional.ofNullable(newRoles.get(role.role()))
            .or(() -> tx.orgs().role(org.id(), role.role()));
    unless(there.map(role::equals).orElse(true), "role.permissions", "differ from the stored ones");
    known.put(role.role());
    if (there.isEmpty()) {
      newRoles.put(role.role(), role);
    }
    return there.isEmpty();
  }

  private boolean settings(TenantRecord.Settings record) {
    unless(
        !org.sharing() || record.sharing(),
        "settings.sharing",
        "is on in the org, and an import takes nothing away");
    record
        .membersDefaultRole()
        .ifPresent(role -> known.requireDefined(role, "settings.members_default_role"));
    Org edited =
        org.withDescription(record.description())
            .withSharing(record.sharing())
            .withMembersDefaultRole(record.membersDefaultRole())
            .withAttributes(record.attributes());
    boolean changed = !edited.equals(org);
    org = edited;
    return changed;
  }

  private boolean person(TenantRecord.Person record) {
    ImmutableSet<User> there = known.accounts(record.identities());
    unless(there.size() <= 1, "person.identities", "belong to several accounts");
    User user;
    if (there.isEmpty()) {
      record
          .email()
          .filter(email -> record.emailVerifiedAt().isPresent())
          .ifPresent(this::refuseTaken);
      user =
          User.builder()
              .id(new UserId(tx.nextId()))
              .status(record.active() ? UserStatus.ACTIVE : UserStatus.DEACTIVATED)
              .locked(record.locked())
              .fullName(record.fullName())
              .email(record.email())
              .emailVerifiedAt(record.email().flatMap(unused -> record.emailVerifiedAt()))
              .identities(record.identities())
              .attributes(record.attributes())
              .createdAt(caller.now())
              .updatedAt(caller.now())
              .build();
      made.add(user.id());
    } else {
      User one = there.iterator().next();
      user =
          one.withIdentities(
              ImmutableSortedSet.copyOf(Sets.union(one.identities(), record.identities())));
      if (user.equals(one)) {
        return false;
      }
      lock(user.id());
    }
    known.put(user);
    newAccounts.put(user.id(), user);
    return true;
  }

  private void refuseTaken(Email email) {
    unless(
        emails.add(email) && tx.users().find(email).isEmpty(),
        "person.email",
        "another account has the address: " + email);
  }

  private void lock(UserId user) {
    if (!made.contains(user)) {
      locks.add(user);
    }
  }

  private boolean member(TenantRecord.Member record) {
    UserId user = known.person(record.person(), "member.person");
    unless(
        !record.owner() || org.owner().equals(user),
        "member.owner",
        "the org has another owner already");
    Membership member =
        Membership.of(org.id(), user).withAdmin(record.admin()).withActive(record.active());
    Optional<Membership> there = known.membership(user);
    unless(there.map(member::equals).orElse(true), "member", "differs from the stored one");
    if (there.isEmpty()) {
      lock(user);
      known.put(member);
      newMemberships.put(user, member);
    }
    return there.isEmpty();
  }

  private boolean team(TenantRecord.Team record) {
    Optional<Team> parent = record.parent().map(name -> known.team(name, "team.parent"));
    UserId owner = known.member(record.owner(), "team.owner");
    Optional<Team> there = known.team(record.name());
    Team team =
        there
            .map(t -> Team.builder().from(t))
            .orElseGet(
                () ->
                    Team.builder()
                        .id(new TeamId(tx.nextId()))
                        .tenant(org.id())
                        .createdAt(caller.now())
                        .updatedAt(caller.now())
                        .version(version(org.id())))
            .owner(owner)
            .name(record.name())
            .description(record.description())
            .parents(parent.map(Team::id).map(ImmutableSet::of).orElse(ImmutableSet.of()))
            .tags(record.tags())
            .attributes(record.attributes())
            .build();
    if (there.isPresent()) {
      unless(team.equals(there.get()), "team.name", "another team of the org has this name");
      return false;
    }
    parent.ifPresent(known::requireDepth);
    put(team);
    return true;
  }

  private void put(Team team) {
    known.put(team);
    newTeams.put(team.id(), team);
  }

  private boolean seat(TenantRecord.Seat record) {
    Team team = known.team(record.team(), "seat.team");
    Seat seat = new Seat(team.id(), known.member(record.person(), "seat.person"), record.admin());
    List<Object> place = ImmutableList.of(seat.team(), seat.user());
    Optional<Seat> there =
        Optional.ofNullable(newSeats.get(place))
            .or(() -> tx.teams().seat(seat.team(), seat.user()));
    unless(there.map(seat::equals).orElse(true), "seat.admin", "differs from the stored one");
    if (there.isPresent()) {
      return false;
    }
    newSeats.put(place, seat);
    put(team.withUpdatedAt(caller.now()).withVersion(version(org.id())));
    return true;
  }

  private boolean resource(TenantRecord.Resource record) {
    unless(!record.id().builtIn(), "resource.type", "users, orgs and teams are not registered");
    caller.model().check(record.id());
    Resource resource =
        new Resource(
            org.id(),
            record.id(),
            known.member(record.owner(), "resource.owner"),
            record.parent(),
            version(org.id()));
    Optional<Resource> there = known.resource(record.id());
    if (there.isPresent()) {
      unless(
          resource.withVersion(0).equals(there.get().withVersion(0)),
          "resource.id",
          "is registered already, with another owner or parent");
      return false;
    }
    record.parent().ifPresent(known::requireDepth);
    known.put(resource);
    newResources.put(resource.id(), resource);
    return true;
  }

  /** Returns the grant of a record, which is new as far as the earlier records show. */
  private Grant grant(TenantRecord.Grant record) {
    known.requireDefined(record.role(), "grant.role");
    unless(
        record.effect() == Effect.ALLOW || !(record.resource() instanceof Name.Org),
        "grant.effect",
        "an org itself has no denials");
    Grant grant =
        Grant.of(
            org.id(),
            new Grant.Key(
                resource(record.resource()),
                accessor(record.accessor()),
                record.role(),
                record.effect()),
            record.window());
    Grant there = newGrants.putIfAbsent(grant.key(), grant);
    unless(there == null || there.equals(grant), "grant.window", "differs from the stored one");
    return grant;
  }

  private ResourceId resource(Name name) {
    if (name instanceof Name.Team team) {
      return known.team(team.name(), "grant.resource").id().key();
    } else if (name instanceof Name.Resource resource) {
      return caller.model().check(resource.id());
    }
    return org.id().key();
  }

  private Accessor accessor(Name name) {
    if (name instanceof Name.User user) {
      UserId id = known.person(user.identity(), "grant.accessor");
      if (known.membership(id).isEmpty()) {
        unless(
            org.sharing(), "grant.accessor", "is no member, and the org does not share: " + name);
        // A guest must still exist when the grant is saved.
        lock(id);
      }
      return id;
    } else if (name instanceof Name.Team team) {
      return known.team(team.name(), "grant.accessor").id();
    } else if (name instanceof Name.Org other) {
      return other.key().map(this::guest).orElse(org.id());
    }
    return Everyone.EVERYONE;
  }

  private OrgId guest(String key) {
    Optional<OrgId> other = tx.orgs().find(key).filter(found -> !found.deleted()).map(Org::id);
    unless(
        org.sharing() && other.isPresent(),
        "grant.accessor",
        "there is no such org, or the org does not share: " + key);
    other.ifPresent(locks::add);
    return other.orElseThrow();
  }

  /** Writes the new things. Returns the tenants that it writes to. */
  public ImmutableSet<Tenant> write() {
    ImmutableSet.Builder<Tenant> touched = ImmutableSet.builder();
    touched.add(org.id());
    for (User user : newAccounts.values()) {
      touched.add(user.id());
      tx.users().save(user.withUpdatedAt(caller.now()).withVersion(version(user.id())));
    }
    for (Membership member : newMemberships.values()) {
      touched.add(member.user());
      tx.orgs().save(member);
    }
    newRoles.values().forEach(tx.orgs()::save);
    if (!org.equals(before)) {
      tx.orgs().save(org.withUpdatedAt(caller.now()).withVersion(version(org.id())));
    }
    newTeams.values().forEach(tx.teams()::save);
    newSeats.values().forEach(tx.teams()::save);
    tx.resources().saveAll(newResources.values());
    tx.grants().saveAll(newGrants.values());
    return touched.build();
  }
}
