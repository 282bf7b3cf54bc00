package dev.bailiwick.contract;

import static dev.bailiwick.user.NewMember.member;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.common.collect.Sets;
import dev.bailiwick.Session;
import dev.bailiwick.access.NoPermission;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.audit.AuditEntry;
import dev.bailiwick.error.NotFound;
import dev.bailiwick.id.Consistency;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.permission.Model;
import dev.bailiwick.permission.Role;
import dev.bailiwick.permission.Standard;
import dev.bailiwick.store.Store;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * Everybody who could try something in an org, around one team and one registered document: each
 * part is played by one person, who has nothing but what the part says. The members of the team are
 * operators of the document.
 */
final class Players {
  /** Who somebody is to the org, the team and the document. */
  enum Part {
    SYSTEM,
    SUPER_USER,
    ORG_OWNER,
    ORG_ADMIN,
    /** Owns the team and the document, and is no member of the team. */
    ITS_OWNER,
    TEAM_ADMIN,
    TEAM_MEMBER,
    /** Was granted owner on both. */
    GRANTED_OWNER,
    /** Was granted admin on both. */
    GRANTED_ADMIN,
    GRANTED_OPERATOR,
    GRANTED_COLLABORATOR,
    /** A member of the org, and nothing more. */
    MEMBER,
    /** A person in no org. */
    OUTSIDER,
    /** Owns another org and acts in it. */
    FROM_OTHER_ORG,
    /** Owns another org and says that they act in this one. */
    PRETENDER,
    /** An admin of the org, granted owner on both, whose membership does not count. */
    INACTIVE,
    /** An admin of the org, granted owner on both, whose account is switched off. */
    DEACTIVATED,
    /** An admin of the org, granted owner on both, whose account is locked. */
    LOCKED
  }

  /** For whom neither team nor document exist. */
  static final Set<Part> BLIND =
      EnumSet.of(Part.MEMBER, Part.OUTSIDER, Part.FROM_OTHER_ORG, Part.PRETENDER, Part.INACTIVE);

  /** The members who count. */
  static final Set<Part> COUNTING =
      EnumSet.of(
          Part.ORG_OWNER,
          Part.ORG_ADMIN,
          Part.ITS_OWNER,
          Part.TEAM_ADMIN,
          Part.TEAM_MEMBER,
          Part.GRANTED_OWNER,
          Part.GRANTED_ADMIN,
          Part.GRANTED_OPERATOR,
          Part.GRANTED_COLLABORATOR,
          Part.MEMBER);

  /** Who is refused everything, since the account does not count. */
  private static final Set<Part> NOBODY = EnumSet.of(Part.DEACTIVATED, Part.LOCKED);

  /** Whoever has every permission on team and document. */
  static final Set<Part> ALL =
      EnumSet.of(Part.SYSTEM, Part.SUPER_USER, Part.ORG_OWNER, Part.ITS_OWNER, Part.GRANTED_OWNER);

  /** Whoever may delete: an org's admins as well, who lack what is kept for owners. */
  static final Set<Part> DELETERS = with(ALL, Part.ORG_ADMIN);

  /** Whoever manages team and document. */
  static final Set<Part> MANAGERS = with(DELETERS, Part.GRANTED_ADMIN);

  /** Whoever seats people in the team, renames and describes it. */
  static final Set<Part> EDITORS = with(MANAGERS, Part.TEAM_ADMIN);

  private final World world;
  private final Map<Part, UserId> people = new EnumMap<>(Part.class);
  final OrgId org;
  final OrgId other;
  final TeamId team;
  final ResourceId doc = World.DOC.id("7");

  Players(Store store) {
    this(store, World.MODEL);
  }

  Players(Store store, Model model) {
    world = new World(store, model);
    org = world.org("Acme", play(Part.ORG_OWNER, world.user("olga")));
    other = world.org("Beta", play(Part.FROM_OTHER_ORG, world.user("beth")));
    people.put(Part.PRETENDER, who(Part.FROM_OTHER_ORG));
    play(Part.SUPER_USER, world.superUser("sue"));
    play(Part.ORG_ADMIN, world.admin("adam", org));
    play(Part.OUTSIDER, world.user("otto"));
    for (Part part : Part.values()) {
      if (part != Part.SYSTEM && !people.containsKey(part)) {
        play(part, world.member(part.name().toLowerCase(Locale.ROOT), org));
      }
    }
    team = world.team("ops", org, who(Part.ITS_OWNER), who(Part.TEAM_MEMBER));
    host().teams().addMembers(team, member(who(Part.TEAM_ADMIN)).asAdmin());
    host().resources().register(doc.ownedBy(who(Part.ITS_OWNER)));
    host().grants().grant(Standard.OPERATOR, doc, team);
    granted(Part.GRANTED_OWNER, Standard.OWNER);
    granted(Part.GRANTED_ADMIN, Standard.ADMIN);
    granted(Part.GRANTED_OPERATOR, Standard.OPERATOR);
    granted(Part.GRANTED_COLLABORATOR, Standard.COLLABORATOR);
    for (Part part : List.of(Part.INACTIVE, Part.DEACTIVATED, Part.LOCKED)) {
      host().orgs().members(org).setAdmin(true, who(part));
      host().teams().addMembers(team, member(who(part)).asAdmin());
      granted(part, Standard.OWNER);
    }
    host().orgs().members(org).deactivate(who(Part.INACTIVE));
    host().users().deactivate(who(Part.DEACTIVATED));
    host().users().lock(who(Part.LOCKED));
  }

  private static Set<Part> with(Set<Part> parts, Part more) {
    return Sets.immutableEnumSet(Sets.union(parts, Set.of(more)));
  }

  private UserId play(Part part, UserId user) {
    people.put(part, user);
    return user;
  }

  private void granted(Part part, Role role) {
    host().grants().grant(role, team, who(part));
    host().grants().grant(role, doc, who(part));
  }

  World world() {
    return world;
  }

  /** The host's own code, in the org. */
  Session host() {
    return world.system(org);
  }

  /** Whoever plays this part. */
  UserId who(Part part) {
    return requireNonNull(people.get(part));
  }

  /** The session of whoever plays this part. */
  Session as(Part part) {
    return switch (part) {
      case SYSTEM -> host();
      case OUTSIDER -> world.as(who(part));
      case FROM_OTHER_ORG -> world.as(who(part), other);
      default -> world.as(who(part), org);
    };
  }

  private Actor actor(Part part) {
    return as(part).actor();
  }

  /**
   * Lets everybody try: the permitted succeed, each over a store of its own, with one entry in the
   * log; for the blind the thing does not exist; everybody else is refused. What fails changes
   * nothing.
   */
  static void tries(
      Supplier<Players> casts,
      Set<Part> permitted,
      Set<Part> blind,
      String event,
      BiConsumer<Players, Session> attempt) {
    for (Part part : permitted) {
      Players cast = casts.get();
      AuditEntry entry =
          cast.recorded(event, () -> attempt.accept(cast, cast.as(part).because("so")));
      assertThat(entry.actor()).as("%s", part).isEqualTo(cast.actor(part));
      assertThat(entry.reason()).contains("so");
      assertThat(entry.bySuperUser()).as("%s", part).isEqualTo(part == Part.SUPER_USER);
    }
    Players cast = casts.get();
    for (Part part : EnumSet.complementOf(EnumSet.copyOf(permitted))) {
      cast.unchanged(
          () -> {
            Throwable failure = catchThrowable(() -> attempt.accept(cast, cast.as(part)));
            if (blind.contains(part) && !NOBODY.contains(part)) {
              assertThat(failure).as("%s", part).isInstanceOf(NotFound.class);
            } else {
              assertThat(failure).as("%s", part).isInstanceOf(NoPermission.class);
              assertThat(((NoPermission) failure).event().name()).isEqualTo(event);
            }
          });
    }
  }

  /** As {@link #tries(Supplier, Set, Set, String, BiConsumer)}, with the usual blind. */
  static void tries(
      Supplier<Players> casts,
      Set<Part> permitted,
      String event,
      BiConsumer<Players, Session> attempt) {
    tries(casts, permitted, BLIND, event, attempt);
  }

  /** Lets everybody ask: the permitted get an answer, for everybody else there is nothing. */
  static void asks(
      Supplier<Players> casts,
      Set<Part> permitted,
      Set<Part> blind,
      BiConsumer<Players, Session> question) {
    Players cast = casts.get();
    for (Part part : Part.values()) {
      Throwable failure = catchThrowable(() -> question.accept(cast, cast.as(part)));
      if (permitted.contains(part)) {
        assertThat(failure).as("%s", part).isNull();
      } else if (blind.contains(part)) {
        assertThat(failure).as("%s", part).isInstanceOf(NotFound.class);
      } else {
        assertThat(failure).as("%s", part).isInstanceOf(NoPermission.class);
      }
    }
  }

  /** Makes a call that changes something in the org: the one entry that it left in the log. */
  AuditEntry recorded(String event, Runnable call) {
    return recorded(world, org, event, call);
  }

  /** Makes a call that must leave no trace in the org. */
  void unchanged(Runnable call) {
    unchanged(world, org, call);
  }

  static AuditEntry recorded(World world, Tenant tenant, String event, Runnable call) {
    List<AuditEntry> before = log(world, tenant);
    long revision = revision(world, tenant);
    call.run();
    List<AuditEntry> after = log(world, tenant);
    assertThat(after).hasSize(before.size() + 1);
    AuditEntry entry = after.get(0);
    assertThat(entry.event().name()).isEqualTo(event);
    assertThat(revision(world, tenant)).isEqualTo(revision + 1);
    assertThat(entry.number()).isEqualTo(revision + 1);
    assertThat(entry.at()).isEqualTo(world.clock().instant());
    return entry;
  }

  static void unchanged(World world, Tenant tenant, Runnable call) {
    List<AuditEntry> before = log(world, tenant);
    long revision = revision(world, tenant);
    call.run();
    assertThat(log(world, tenant)).isEqualTo(before);
    assertThat(revision(world, tenant)).isEqualTo(revision);
  }

  static long revision(World world, Tenant tenant) {
    return world.store().read(Consistency.latest(), view -> view.revision(tenant));
  }

  private static List<AuditEntry> log(World world, Tenant tenant) {
    return tenant.match(world::log, world::log);
  }
}
