package dev.bailiwick.contract.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Maps;
import dev.bailiwick.audit.AuditEntry;
import dev.bailiwick.audit.ItemChange;
import dev.bailiwick.audit.ItemType;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.grant.Effect;
import dev.bailiwick.grant.Grant;
import dev.bailiwick.grant.Window;
import dev.bailiwick.id.Accessor;
import dev.bailiwick.id.Everyone;
import dev.bailiwick.id.InvitationId;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.invitation.Gift;
import dev.bailiwick.invitation.Invitation;
import dev.bailiwick.invitation.InvitedRole;
import dev.bailiwick.org.JoinRequest;
import dev.bailiwick.org.Joining;
import dev.bailiwick.org.Membership;
import dev.bailiwick.org.Org;
import dev.bailiwick.org.OrgDomain;
import dev.bailiwick.org.OwnershipOffer;
import dev.bailiwick.org.SignUp;
import dev.bailiwick.org.Suspension;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.permission.Role;
import dev.bailiwick.permission.RoleDefinition;
import dev.bailiwick.resource.Resource;
import dev.bailiwick.store.Part;
import dev.bailiwick.store.Store;
import dev.bailiwick.store.Transaction;
import dev.bailiwick.team.Seat;
import dev.bailiwick.team.Team;
import dev.bailiwick.user.ClaimTerms;
import dev.bailiwick.user.Email;
import dev.bailiwick.user.EmailDomain;
import dev.bailiwick.user.ExternalIdentity;
import dev.bailiwick.user.PendingEmail;
import dev.bailiwick.user.User;
import dev.bailiwick.user.UserStatus;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** The state that the audit logs of orgs and persons record, without any other source. */
public final class LogReplay {
  /** Across logs by time, which tells them apart as long as no two calls share an instant. */
  private static final Comparator<AuditEntry> ORDER =
      Comparator.comparing(AuditEntry::at)
          .thenComparing(AuditEntry::tenant, Tenant.ORDER)
          .thenComparing(AuditEntry::number);

  /** A deleted account has its default org still, which ends with the membership. */
  private static final Comparator<ItemChange> ACCOUNTS_FIRST =
      Comparator.comparing(item -> item.type() != ItemType.USER);

  private static final Instant THEN = World.START;

  /** The identity of an item. */
  record Thing(ItemType type, ImmutableMap<String, String> key) {
    long number(String field) {
      return Long.parseLong(text(field));
    }

    String text(String field) {
      return Optional.ofNullable(key.get(field)).orElseThrow();
    }

    UserId user() {
      return new UserId(number("user"));
    }

    OrgId org() {
      return new OrgId(number("org"));
    }

    ResourceId resource() {
      return ResourceId.of(text("resource_type"), text("resource_id"));
    }
  }

  /** The fields of a thing that are set. */
  private record Fields(Map<String, String> values) {
    Optional<String> find(String field) {
      return Optional.ofNullable(values.get(field));
    }

    Optional<Long> number(String field) {
      return find(field).map(Long::valueOf);
    }

    boolean is(String field) {
      return find(field).map(Boolean::parseBoolean).orElseThrow();
    }

    /** The fields with this prefix and a dot in their name, by the name without the prefix. */
    ImmutableMap<String, String> below(String prefix) {
      var below = ImmutableMap.<String, String>builder();
      values.forEach(
          (field, value) -> {
            if (field.startsWith(prefix + ".")) {
              below.put(field.substring(prefix.length() + 1), value);
            }
          });
      return below.buildOrThrow();
    }
  }

  private final Map<Thing, Map<String, String>> things = new LinkedHashMap<>();

  private LogReplay() {}

  /**
   * Writes the recorded state.
   *
   * @param entries of all the logs, in any order
   * @param store empty
   * @throws AssertionError if the state before a change, as an entry gives it, is not the replayed
   *     state
   */
  public static void into(Store store, Collection<AuditEntry> entries) {
    LogReplay replay = new LogReplay();
    Set<Item> inPersonsLogs = new HashSet<>();
    entries.stream()
        .sorted(ORDER)
        .forEach(
            entry ->
                entry.items().stream()
                    .filter(item -> isNew(inPersonsLogs, entry, item))
                    .sorted(ACCOUNTS_FIRST)
                    .forEach(item -> replay.happened(entry, item)));
    store.write(
        Set.of(),
        tx -> {
          // First without references to items of the same type or of later types.
          for (ItemType type : ItemType.values()) {
            replay.each(type, without(type), (thing, fields) -> write(tx, thing, fields));
          }
          for (ItemType type : List.of(ItemType.USER, ItemType.TEAM)) {
            replay.each(type, Set.of(), (thing, fields) -> write(tx, thing, fields));
          }
          return true;
        });
  }

  /** A change of an account, which can be in the logs of the person and of an org. */
  private record Item(Instant at, ImmutableMap<String, String> key) {}

  /** The log of the person is read first, and has the whole change. */
  private static boolean isNew(Set<Item> inPersonsLogs, AuditEntry entry, ItemChange item) {
    Item account = new Item(entry.at(), item.key());
    if (item.type() == ItemType.USER && entry.tenant() instanceof UserId) {
      inPersonsLogs.add(account);
      return true;
    }
    return item.type() != ItemType.USER || !inPersonsLogs.contains(account);
  }

  /**
   * The things of one org, from its own log alone; accounts are things of their persons.
   *
   * @throws AssertionError as {@link #into}
   */
  static Map<Thing, Map<String, String>> of(Collection<AuditEntry> log) {
    LogReplay replay = new LogReplay();
    log.stream()
        .sorted(Comparator.comparing(AuditEntry::number))
        .forEach(
            entry ->
                entry.items().stream()
                    .filter(item -> item.type() != ItemType.USER)
                    .forEach(item -> replay.happened(entry, item)));
    return replay.things;
  }

  private static Set<String> without(ItemType type) {
    return switch (type) {
      case USER -> Set.of("default_org", "created_in", "service_of", "claim_admin", "merged_into");
      case TEAM -> Set.of("parent");
      default -> Set.of();
    };
  }

  private void each(ItemType type, Set<String> without, BiConsumer<Thing, Fields> action) {
    things.forEach(
        (thing, values) -> {
          if (thing.type() == type) {
            action.accept(thing, new Fields(Maps.filterKeys(values, f -> !without.contains(f))));
          }
        });
  }

  private void happened(AuditEntry entry, ItemChange item) {
    Thing thing = new Thing(item.type(), item.key());
    if (item.type() == ItemType.USER && item.properties().isEmpty()) {
      // The log of the person has the values.
      return;
    }
    Map<String, String> fields = things.get(thing);
    assertThat(fields == null)
        .as("%s was not there before %s", thing, entry)
        .isEqualTo(item.kind() == ItemChange.Kind.CREATED);
    Map<String, String> changed = new TreeMap<>(fields == null ? Map.of() : fields);
    item.properties()
        .forEach(
            (field, values) -> {
              // In the same call, the person's log comes before the org's.
              if (!field.equals("default_org") || values.before().isPresent()) {
                assertThat(Optional.ofNullable(changed.get(field)))
                    .as("%s of %s before %s", field, thing, entry)
                    .isEqualTo(values.before());
              }
              values
                  .after()
                  .ifPresentOrElse(value -> changed.put(field, value), () -> changed.remove(field));
            });
    if (item.type() == ItemType.MEMBERSHIP && !"true".equals(changed.get("active"))) {
      dropDefaultOrg(thing);
    }
    if (item.type() == ItemType.MEMBERSHIP) {
      // A request to join ends with the membership.
      things.remove(new Thing(ItemType.JOIN_REQUEST, thing.key()));
    }
    if (item.kind() == ItemChange.Kind.DELETED) {
      assertThat(changed).as("the remaining fields of %s after %s", thing, entry).isEmpty();
      things.remove(thing);
    } else {
      things.put(thing, changed);
    }
  }

  /** A default org ends with the membership. */
  private void dropDefaultOrg(Thing membership) {
    Thing account = new Thing(ItemType.USER, ImmutableMap.of("user", membership.text("user")));
    Optional.ofNullable(things.get(account))
        .ifPresent(fields -> fields.remove("default_org", membership.text("org")));
  }

  private static void write(Transaction tx, Thing thing, Fields fields) {
    switch (thing.type()) {
      case USER -> tx.users().save(user(thing, fields));
      case ORG -> tx.orgs().save(org(thing, fields));
      case MEMBERSHIP ->
          tx.orgs()
              .save(
                  Membership.of(thing.org(), thing.user())
                      .withAdmin(fields.is("admin"))
                      .withActive(fields.is("active")));
      case ROLE -> tx.orgs().save(role(thing, fields));
      case TEAM -> tx.teams().save(team(thing, fields));
      case SEAT ->
          tx.teams()
              .save(new Seat(new TeamId(thing.number("team")), thing.user(), fields.is("admin")));
      case RESOURCE -> tx.resources().save(resource(thing, fields));
      case GRANT -> tx.grants().save(grant(thing, fields));
      case INVITATION -> tx.invitations().save(invitation(thing, fields));
      case DOMAIN ->
          tx.joining()
              .save(
                  OrgDomain.of(
                          thing.org(),
                          EmailDomain.of(thing.text("domain")),
                          Instant.parse(fields.find("verified_at").orElseThrow()))
                      .withSignUp(SignUp.valueOf(fields.find("sign_up").orElseThrow())));
      case JOIN_REQUEST ->
          tx.joining()
              .save(
                  JoinRequest.of(
                      thing.org(),
                      thing.user(),
                      Email.ofStored(fields.find("email").orElseThrow()),
                      Instant.parse(fields.find("requested_at").orElseThrow())));
      // The log has no hash of a secret.
      case API_KEY -> tx.requirePart(Part.KEYS);
      // The log has no stamps.
      case IMPERSONATION, SUPPORT_ACCESS, DELEGATION -> tx.requirePart(Part.IMPERSONATION);
      case IMPORT, LOG -> throw new AssertionError("no replay without the records: " + thing);
    }
  }

  private static User user(Thing thing, Fields fields) {
    UserStatus status = UserStatus.valueOf(fields.find("status").orElseThrow());
    boolean orgFollows = status == UserStatus.UNCLAIMED && fields.find("created_in").isEmpty();
    return User.builder()
        .id(thing.user())
        .status(orgFollows ? UserStatus.DEACTIVATED : status)
        .locked(fields.is("locked"))
        .superUser(fields.is("super_user"))
        .fullName(fields.find("full_name").orElse(""))
        .email(fields.find("email").map(Email::ofStored))
        .emailVerifiedAt(fields.find("email_verified_at").map(Instant::parse))
        .pendingEmail(
            fields
                .find("pending_email")
                .map(Email::ofStored)
                .map(
                    noted ->
                        PendingEmail.of(
                            noted,
                            Instant.parse(fields.find("pending_email_at").orElseThrow()),
                            PendingEmail.Use.valueOf(
                                fields.find("pending_email_use").orElseThrow()))))
        .otherEmails(
            fields.below("other_emails").entrySet().stream()
                .collect(
                    Collectors.toMap(
                        other -> Email.ofStored(other.getKey()),
                        other -> Instant.parse(other.getValue()))))
        .mergedInto(fields.number("merged_into").map(UserId::new))
        .createdIn(fields.number("created_in").map(OrgId::new))
        .claimTerms(claim(fields))
        .defaultOrg(fields.number("default_org").map(OrgId::new))
        .serviceOf(fields.number("service_of").map(OrgId::new))
        .stamp(fields.number("stamp").orElse(0L))
        .identities(
            fields.below("identities").keySet().stream()
                .map(identity -> Splitter.on('\0').splitToList(identity))
                .map(parts -> ExternalIdentity.of(parts.get(0), parts.get(1)))
                .collect(ImmutableSortedSet.toImmutableSortedSet(Comparator.naturalOrder())))
        .attributes(fields.below("attributes"))
        .createdAt(THEN)
        .updatedAt(THEN)
        .build();
  }

  private static Optional<ClaimTerms> claim(Fields fields) {
    return fields
        .find("claim_from")
        .map(
            from ->
                new ClaimTerms(
                    fields.number("claim_admin").map(UserId::new),
                    Instant.parse(from),
                    Instant.parse(fields.find("claim_until").orElseThrow())));
  }

  private static Org org(Thing thing, Fields fields) {
    return Org.builder()
        .id(thing.org())
        .name(fields.find("name").orElseThrow())
        .description(fields.find("description").orElseThrow())
        .owner(new UserId(fields.number("owner").orElseThrow()))
        .externalKey(fields.find("external_key"))
        .joining(Joining.valueOf(fields.find("joining").orElseThrow()))
        .sharing(fields.is("sharing"))
        .membersDefaultRole(fields.find("members_default_role").map(Role::new))
        .attributes(fields.below("attributes"))
        .suspension(fields.find("suspension").map(Suspension::valueOf))
        .ownershipOffer(
            fields
                .number("ownership_offer.candidate")
                .map(
                    candidate ->
                        new OwnershipOffer(
                            new UserId(candidate),
                            Instant.parse(fields.find("ownership_offer.until").orElseThrow()))))
        .deleted(fields.is("deleted"))
        .createdAt(THEN)
        .updatedAt(THEN)
        .build();
  }

  private static RoleDefinition role(Thing thing, Fields fields) {
    return new RoleDefinition(
        thing.org(),
        new Role(thing.text("role")),
        Splitter.on(' ')
            .splitToStream(fields.find("permissions").orElseThrow())
            .map(Permission::of)
            .collect(ImmutableSortedSet.toImmutableSortedSet(Comparator.naturalOrder())));
  }

  private static Team team(Thing thing, Fields fields) {
    return Team.builder()
        .id(new TeamId(thing.number("team")))
        .tenant(tenant(fields.find("tenant").orElseThrow()))
        .owner(new UserId(fields.number("owner").orElseThrow()))
        .name(fields.find("name").orElseThrow())
        .description(fields.find("description").orElseThrow())
        .parents(
            fields
                .number("parent")
                .map(TeamId::new)
                .map(ImmutableSet::of)
                .orElse(ImmutableSet.of()))
        .tags(
            Splitter.on('\n')
                .omitEmptyStrings()
                .splitToStream(fields.find("tags").orElseThrow())
                .collect(ImmutableSortedSet.toImmutableSortedSet(Comparator.naturalOrder())))
        .attributes(fields.below("attributes"))
        .createdAt(THEN)
        .updatedAt(THEN)
        .build();
  }

  private static Resource resource(Thing thing, Fields fields) {
    return new Resource(
        tenant(thing.text("tenant")),
        thing.resource(),
        new UserId(fields.number("owner").orElseThrow()),
        fields
            .find("parent_type")
            .map(type -> ResourceId.of(type, fields.find("parent_id").orElseThrow())),
        0);
  }

  private static Grant grant(Thing thing, Fields fields) {
    return Grant.of(
        tenant(thing.text("tenant")),
        new Grant.Key(
            thing.resource(),
            accessor(thing.text("accessor")),
            new Role(thing.text("role")),
            Effect.valueOf(thing.text("effect"))),
        new Window(
            fields.find("from").map(Instant::parse), fields.find("until").map(Instant::parse)));
  }

  private static Invitation invitation(Thing thing, Fields fields) {
    ImmutableMap.Builder<TeamId, Boolean> teams = ImmutableMap.builder();
    fields
        .below("team")
        .forEach((team, flag) -> teams.put(new TeamId(Long.parseLong(team)), flag.equals("admin")));
    List<InvitedRole> roles =
        fields.below("role").keySet().stream()
            .map(name -> Splitter.on('.').limit(2).splitToList(name))
            .map(
                parts -> {
                  List<String> resource = Splitter.on(':').limit(2).splitToList(parts.get(1));
                  return new InvitedRole(
                      ResourceId.of(resource.get(0), resource.get(1)), new Role(parts.get(0)));
                })
            .toList();
    Instant endsAt = Instant.parse(fields.find("ends_at").orElseThrow());
    Invitation sent =
        Invitation.of(
                new InvitationId(thing.number("invitation")),
                tenant(fields.find("tenant").orElseThrow()),
                Email.ofStored(fields.find("email").orElseThrow()),
                fields.number("inviter").map(UserId::new),
                Gift.of(fields.is("admin"), teams.buildOrThrow(), roles),
                THEN,
                endsAt)
            .withSends(
                Math.toIntExact(fields.number("sends").orElseThrow()),
                Instant.parse(fields.find("sent_at").orElseThrow()));
    return fields.find("state").orElseThrow().equals("DECLINED") ? sent.declined(endsAt) : sent;
  }

  private static Tenant tenant(String name) {
    long number = number(name);
    return name.startsWith("user:") ? new UserId(number) : new OrgId(number);
  }

  private static Accessor accessor(String name) {
    if (name.equals(Everyone.EVERYONE.toString())) {
      return Everyone.EVERYONE;
    }
    long number = number(name);
    return name.startsWith("team:")
        ? new TeamId(number)
        : name.startsWith("org:") ? new OrgId(number) : new UserId(number);
  }

  private static long number(String name) {
    return Long.parseLong(name.substring(name.indexOf(':') + 1));
  }
}
