package dev.bailiwick.toy;

import com.google.common.collect.*;
import dev.bailiwick.audit.*;
import dev.bailiwick.error.*;
import dev.bailiwick.grant.*;
import dev.bailiwick.id.*;
import dev.bailiwick.invitation.*;
import dev.bailiwick.org.*;
import dev.bailiwick.page.*;
import dev.bailiwick.permission.*;
import dev.bailiwick.resource.*;
import dev.bailiwick.store.*;
import dev.bailiwick.team.*;
import dev.bailiwick.user.*;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.*;
import java.util.function.*;
import java.util.stream.*;

/** As little as a store can be: one state, which each unit of work copies, and one lock. */
public final class ToyStore implements Store {
  private final byte[] pageKey = new SecureRandom().generateSeed(32);
  private long lastId;
  private volatile State committed = new State();

  @Override
  public <R> R read(Consistency consistency, Function<View, R> question) {
    View view = new Unit(this, committed);
    for (var wanted : consistency.revision().numbers().entrySet()) {
      if (view.revision(wanted.getKey()) < wanted.getValue()) {
        throw new StoreFailure(wanted.getKey() + " is not at " + wanted.getValue(), true);
      }
    }
    return question.apply(view);
  }

  @Override
  public synchronized <R> R write(Set<Tenant> tenants, Function<Transaction, R> work) {
    State state = committed.copy();
    R result = work.apply(new Unit(this, state));
    state.written.forEach(tenant -> state.revisions.merge(tenant, 1L, Long::sum));
    committed = state;
    return result;
  }

  /** All that there is at one moment, and which tenants a unit of work has written to. */
  private static final class State {
    private final Table<Class<?>, Object, Object> rows = HashBasedTable.create();
    private final List<AuditEntry> log = new ArrayList<>();
    private final Map<Tenant, Long> revisions = new HashMap<>();
    private final Set<Tenant> written = new HashSet<>();

    State copy() {
      State copy = new State();
      copy.rows.putAll(rows);
      copy.log.addAll(log);
      copy.revisions.putAll(revisions);
      return copy;
    }

    <T> Optional<T> find(Class<T> type, Object key) {
      return Optional.ofNullable(type.cast(rows.get(type, key)));
    }

    <T> Stream<T> all(Class<T> type, Predicate<T> condition) {
      return rows.row(type).values().stream().map(type::cast).filter(condition);
    }

    <T> void put(Class<T> type, Object key, T row, Tenant... tenants) {
      rows.put(type, key, row);
      written.addAll(List.of(tenants));
    }

    void remove(Class<?> type, Object key, Tenant... tenants) {
      rows.remove(type, key);
      written.addAll(List.of(tenants));
    }
  }

  /**
   * The promise of every list: entries strictly after a key, in the order of the keys, up to the
   * limit.
   */
  private static <K, V> ImmutableList<V> slice(
      Stream<V> rows, Function<V, K> key, Comparator<? super K> order, Slice<K> slice) {
    return rows.filter(
            row -> slice.after().map(last -> order.compare(key.apply(row), last) > 0).orElse(true))
        .sorted(Comparator.comparing(key, order))
        .limit(slice.limit())
        .collect(ImmutableList.toImmutableList());
  }

  private static <K extends Comparable<K>, V> ImmutableList<V> slice(
      Stream<V> rows, Function<V, K> key, Slice<K> slice) {
    return slice(rows, key, Comparator.naturalOrder(), slice);
  }

  /** The state that a unit of work reads and writes; as a view it is only read. */
  private record Unit(
      ToyStore store,
      State state,
      Users users,
      Orgs orgs,
      Teams teams,
      Resources resources,
      Grants grants,
      Joining joining,
      Invitations invitations,
      Log audit,
      Operations operations)
      implements Transaction {
    Unit(ToyStore store, State s) {
      this(
          store,
          s,
          new Users(s),
          new Orgs(s),
          new Teams(s),
          new Resources(s),
          new Grants(s),
          new Joining(s),
          new Invitations(s),
          new Log(s),
          new Operations(s));
    }

    @Override
    public long revision(Tenant tenant) {
      return state.revisions.getOrDefault(tenant, 0L);
    }

    @Override
    public byte[] pageKey() {
      return store.pageKey.clone();
    }

    @Override
    public void requireAtCommit(ActorStanding standing) {
      if (!standing.holdsIn(new Unit(store, store.committed))) { // one lock: so it stays
        throw new StandingLost(standing);
      }
    }

    @Override
    public long nextId() {
      return ++store.lastId;
    }
  }

  private record Users(State state) implements UserRepository.Writer {
    /** The verified addresses, or that of an unclaimed account with the org that made it. */
    private static Set<?> taken(User user) {
      return user.claimed()
          ? user.verifiedEmails()
          : user.email().stream()
              .map(email -> List.of(user.createdIn().get(), email))
              .collect(Collectors.toSet());
    }

    @Override
    public Optional<User> find(UserId id) {
      return state.find(User.class, id);
    }

    @Override
    public Optional<User> find(Email email) {
      return state.all(User.class, u -> taken(u).contains(email)).findAny();
    }

    @Override
    public Optional<User> find(ExternalIdentity identity) {
      return state.all(User.class, u -> u.identities().contains(identity)).findAny();
    }

    /** The members that addresses name, where a key of {@link #taken} counts. */
    static ImmutableMap<Email, User> named(
        State state,
        Collection<Email> emails,
        Predicate<User> member,
        Function<Email, Object> key) {
      Map<Email, User> named = new HashMap<>();
      for (Email email : emails) {
        state
            .all(User.class, u -> taken(u).contains(key.apply(email)) && member.test(u))
            .forEach(user -> named.putIfAbsent(email, user));
      }
      return ImmutableMap.copyOf(named);
    }

    @Override
    public ImmutableList<User> list(Slice<UserId> slice) {
      return slice(state.all(User.class, u -> true), User::id, slice);
    }

    @Override
    public void save(User user) {
      for (User other : state.all(User.class, u -> !u.id().equals(user.id())).toList()) {
        for (Object same : Sets.intersection(taken(user), taken(other))) {
          throw new EmailTaken(same instanceof Email email ? email : user.email().get());
        }
        for (ExternalIdentity same : Sets.intersection(user.identities(), other.identities())) {
          throw new IdentityTaken(same);
        }
      }
      state.put(User.class, user.id(), user, user.id());
    }
  }

  private record Bar(OrgId org, String mark, Instant at) {}

  private record Orgs(State state) implements OrgRepository.Writer {
    @Override
    public Optional<Org> find(OrgId id) {
      return state.find(Org.class, id);
    }

    @Override
    public Optional<Org> find(String key) {
      return state
          .all(Org.class, o -> !o.deleted() && o.externalKey().equals(Optional.of(key)))
          .findAny();
    }

    @Override
    public ImmutableList<Org> list(Slice<OrgId> slice) {
      return slice(state.all(Org.class, o -> true), Org::id, slice);
    }

    @Override
    public Optional<Membership> membership(OrgId org, UserId user) {
      return state.find(Membership.class, List.of(org, user));
    }

    @Override
    public ImmutableMap<Email, User> named(OrgId org, Collection<Email> emails) {
      Predicate<User> member = user -> membership(org, user.id()).isPresent();
      Map<Email, User> named = new HashMap<>();
      named.putAll(Users.named(state, emails, member, email -> List.of(org, email)));
      named.putAll(Users.named(state, emails, member, email -> email));
      return ImmutableMap.copyOf(named);
    }

    @Override
    public Optional<Instant> barredAt(OrgId org, Collection<String> marks) {
      return state
          .all(Bar.class, bar -> bar.org.equals(org) && marks.contains(bar.mark))
          .map(Bar::at)
          .max(Comparator.naturalOrder());
    }

    @Override
    public void addBar(OrgId org, String mark, Instant at) {
      state.put(Bar.class, List.of(org, mark), new Bar(org, mark, at), org);
    }

    @Override
    public void deleteBars(OrgId org, Collection<String> marks) {
      marks.forEach(mark -> state.remove(Bar.class, List.of(org, mark)));
    }

    @Override
    public ImmutableList<Membership> members(OrgId org, Slice<UserId> slice) {
      return slice(state.all(Membership.class, m -> m.org().equals(org)), Membership::user, slice);
    }

    @Override
    public ImmutableList<Membership> memberships(UserId user, Slice<OrgId> slice) {
      return slice(state.all(Membership.class, m -> m.user().equals(user)), Membership::org, slice);
    }

    @Override
    public ImmutableList<RoleDefinition> roles(OrgId org, Slice<Role> slice) {
      return slice(
          state.all(RoleDefinition.class, r -> r.org().equals(org)), RoleDefinition::role, slice);
    }

    @Override
    public void save(Org org) {
      Optional<OrgId> holder = org.externalKey().flatMap(this::find).map(Org::id);
      if (!org.deleted() && holder.isPresent() && !holder.get().equals(org.id())) {
        throw new OrgConflict(OrgConflict.Rule.KEY_TAKEN);
      }
      state.put(Org.class, org.id(), org, org.id());
    }

    @Override
    public void save(Membership m) {
      state.remove(JoinRequest.class, List.of(m.org(), m.user()));
      state.put(Membership.class, List.of(m.org(), m.user()), m, m.org(), m.user());
    }

    @Override
    public void delete(Membership m) {
      state.remove(Membership.class, List.of(m.org(), m.user()), m.org(), m.user());
    }

    @Override
    public void save(RoleDefinition role) {
      state.put(RoleDefinition.class, List.of(role.org(), role.role()), role, role.org());
    }

    @Override
    public void delete(RoleDefinition role) {
      state.remove(RoleDefinition.class, List.of(role.org(), role.role()), role.org());
    }
  }

  private record Teams(State state) implements TeamRepository.Writer {
    @Override
    public Optional<Team> find(TeamId id) {
      return state.find(Team.class, id);
    }

    @Override
    public Optional<Team> find(Tenant tenant, String canonicalName) {
      return of(tenant).filter(t -> Text.canonical(t.name()).equals(canonicalName)).findAny();
    }

    @Override
    public ImmutableList<Team> list(Tenant tenant, Slice<TeamId> slice) {
      return slice(of(tenant), Team::id, slice);
    }

    @Override
    public Optional<Seat> seat(TeamId team, UserId user) {
      return state.find(Seat.class, List.of(team, user));
    }

    @Override
    public ImmutableMap<Email, User> named(TeamId team, Collection<Email> emails) {
      return Users.named(state, emails, u -> seat(team, u.id()).isPresent(), email -> email);
    }

    @Override
    public ImmutableList<Seat> seats(TeamId team, Slice<UserId> slice) {
      return slice(state.all(Seat.class, s -> s.team().equals(team)), Seat::user, slice);
    }

    @Override
    public ImmutableList<Seat> seatsOf(UserId user, Tenant tenant, Slice<TeamId> slice) {
      return slice(seatsOf(user).filter(s -> tenant(s).equals(tenant)), Seat::team, slice);
    }

    @Override
    public ImmutableList<UserId> personsSeating(UserId user, Slice<UserId> slice) {
      Stream<Tenant> tenants = seatsOf(user).map(this::tenant).distinct();
      return slice(
          tenants.filter(UserId.class::isInstance).map(UserId.class::cast), id -> id, slice);
    }

    @Override
    public void save(Team team) {
      Optional<Team> holder = find(team.tenant(), Text.canonical(team.name()));
      if (holder.isPresent() && !holder.get().id().equals(team.id())) {
        throw new TeamConflict(TeamConflict.Rule.NAME_TAKEN);
      }
      state.put(Team.class, team.id(), team, team.tenant());
    }

    @Override
    public void delete(Team team) {
      state.remove(Team.class, team.id(), team.tenant());
    }

    @Override
    public void save(Seat seat) {
      state.put(Seat.class, List.of(seat.team(), seat.user()), seat, tenant(seat));
    }

    @Override
    public void delete(Seat seat) {
      state.remove(Seat.class, List.of(seat.team(), seat.user()), tenant(seat));
    }

    private Stream<Team> of(Tenant tenant) {
      return state.all(Team.class, t -> t.tenant().equals(tenant));
    }

    private Stream<Seat> seatsOf(UserId user) {
      return state.all(Seat.class, s -> s.user().equals(user));
    }

    private Tenant tenant(Seat seat) {
      return find(seat.team()).orElseThrow().tenant();
    }
  }

  private record Resources(State state) implements ResourceRepository.Writer {
    @Override
    public Optional<Resource> find(Tenant tenant, ResourceId id) {
      return state.find(Resource.class, List.of(tenant, id));
    }

    @Override
    public ImmutableList<Resource> list(Tenant tenant, Slice<ResourceId> slice) {
      return slice(of(tenant), Resource::id, slice);
    }

    @Override
    public void save(Resource r) {
      state.put(Resource.class, List.of(r.tenant(), r.id()), r, r.tenant());
    }

    @Override
    public void delete(Resource r) {
      state.remove(Resource.class, List.of(r.tenant(), r.id()), r.tenant());
    }

    private Stream<Resource> of(Tenant tenant) {
      return state.all(Resource.class, r -> r.tenant().equals(tenant));
    }
  }

  private record Grants(State state) implements GrantRepository.Writer {
    @Override
    public ImmutableList<Grant> on(Tenant tenant, ResourceId resource, Slice<Grant.Key> slice) {
      return slice(of(tenant).filter(g -> g.resource().equals(resource)), Grant::key, slice);
    }

    @Override
    public ImmutableList<Grant> to(Tenant tenant, Accessor accessor, Slice<Grant.Key> slice) {
      return slice(of(tenant).filter(g -> g.accessor().equals(accessor)), Grant::key, slice);
    }

    @Override
    public ImmutableList<Grant> list(Tenant tenant, Slice<Grant.Key> slice) {
      return slice(of(tenant), Grant::key, slice);
    }

    @Override
    public ImmutableList<Tenant> tenants(Accessor accessor, Slice<Tenant> slice) {
      Stream<Grant> grants = state.all(Grant.class, g -> g.accessor().equals(accessor));
      return slice(grants.map(Grant::tenant).distinct(), t -> t, Tenant.ORDER, slice);
    }

    @Override
    public void save(Grant grant) {
      state.put(Grant.class, List.of(grant.tenant(), grant.key()), grant, grant.tenant());
    }

    @Override
    public void delete(Grant grant) {
      state.remove(Grant.class, List.of(grant.tenant(), grant.key()), grant.tenant());
    }

    private Stream<Grant> of(Tenant tenant) {
      return state.all(Grant.class, g -> g.tenant().equals(tenant));
    }
  }

  private record Joining(State state) implements JoiningRepository.Writer {
    @Override
    public Optional<OrgDomain> domain(EmailDomain domain) {
      return state.find(OrgDomain.class, domain);
    }

    @Override
    public ImmutableList<OrgDomain> domains(OrgId org) {
      return slice(
          state.all(OrgDomain.class, d -> d.org().equals(org)), OrgDomain::domain, Slice.first());
    }

    @Override
    public Optional<JoinRequest> request(OrgId org, UserId user) {
      return state.find(JoinRequest.class, List.of(org, user));
    }

    @Override
    public ImmutableList<JoinRequest> requests(OrgId org, Slice<UserId> slice) {
      return slice(
          state.all(JoinRequest.class, r -> r.org().equals(org)), JoinRequest::user, slice);
    }

    @Override
    public ImmutableList<JoinRequest> requests(UserId user, Slice<OrgId> slice) {
      return slice(
          state.all(JoinRequest.class, r -> r.user().equals(user)), JoinRequest::org, slice);
    }

    @Override
    public ImmutableList<UserId> ofMailbox(OrgId org, String mailbox) {
      return state
          .all(User.class, u -> request(org, u.id()).isPresent() || isMember(org, u))
          .filter(u -> u.verifiedEmails().stream().anyMatch(e -> e.mailbox().equals(mailbox)))
          .map(User::id)
          .sorted()
          .collect(ImmutableList.toImmutableList());
    }

    private boolean isMember(OrgId org, User user) {
      return state.find(Membership.class, List.of(org, user.id())).isPresent();
    }

    @Override
    public void save(OrgDomain domain) {
      if (domain(domain.domain()).filter(d -> !d.org().equals(domain.org())).isPresent()) {
        throw new OrgConflict(OrgConflict.Rule.DOMAIN_TAKEN);
      }
      state.put(OrgDomain.class, domain.domain(), domain, domain.org());
    }

    @Override
    public void delete(OrgDomain domain) {
      state.remove(OrgDomain.class, domain.domain(), domain.org());
    }

    @Override
    public void save(JoinRequest asked) {
      state.put(JoinRequest.class, List.of(asked.org(), asked.user()), asked, asked.org());
    }

    @Override
    public void delete(JoinRequest asked) {
      state.remove(JoinRequest.class, List.of(asked.org(), asked.user()), asked.org());
    }
  }

  private record Code(InvitationId id, String hash) {}

  private record Mail(String recipient, Instant at, Object id) {}

  private record Invitations(State state) implements InvitationRepository.Writer {
    @Override
    public Optional<Invitation> find(InvitationId id) {
      return state.find(Invitation.class, id);
    }

    @Override
    public Optional<Invitation> findByCode(String hash) {
      return state.all(Code.class, c -> c.hash.equals(hash)).findAny().flatMap(c -> find(c.id));
    }

    @Override
    public ImmutableList<Invitation> list(Tenant tenant, Slice<InvitationId> slice) {
      return slice(
          state.all(Invitation.class, i -> i.tenant().equals(tenant)), Invitation::id, slice);
    }

    @Override
    public ImmutableList<Invitation> to(Email email, Slice<InvitationId> slice) {
      return slice(
          state.all(Invitation.class, i -> i.email().equals(email)), Invitation::id, slice);
    }

    @Override
    public int mails(String recipient, Instant from) {
      Stream<Mail> all = state.all(Mail.class, mail -> mail.recipient.equals(recipient));
      return (int) all.filter(mail -> !mail.at.isBefore(from)).count();
    }

    @Override
    public void save(Invitation invitation) {
      state.put(Invitation.class, invitation.id(), invitation, invitation.tenant());
    }

    @Override
    public void save(Invitation invitation, String codeHash) {
      save(invitation);
      state.put(Code.class, invitation.id(), new Code(invitation.id(), codeHash));
    }

    @Override
    public void delete(Invitation invitation) {
      state.remove(Code.class, invitation.id(), invitation.tenant());
      state.remove(Invitation.class, invitation.id());
    }

    @Override
    public void addMail(String recipient, Instant at) {
      Mail mail = new Mail(recipient, at, new Object());
      state.put(Mail.class, mail.id, mail);
    }

    @Override
    public void deleteMails(Instant before, int limit) {
      Stream<Mail> old = state.all(Mail.class, mail -> mail.at.isBefore(before));
      old.sorted(Comparator.comparing(Mail::at))
          .limit(limit)
          .toList()
          .forEach(mail -> state.remove(Mail.class, mail.id));
    }
  }

  private record Log(State state) implements AuditRepository.Writer {
    @Override
    public ImmutableList<AuditEntry> list(
        Tenant tenant, Optional<ResourceId> touching, AuditFilter filter, Slice<Long> slice) {
      Stream<AuditEntry> entries =
          state.log.stream()
              .filter(entry -> entry.tenant().equals(tenant) && filter.matches(entry))
              .filter(entry -> touching.map(entry.touches()::contains).orElse(true));
      return slice(entries, AuditEntry::number, Comparator.reverseOrder(), slice);
    }

    @Override
    public void append(AuditEntry entry) {
      state.log.add(entry.named(id -> state.find(User.class, id).map(User::fullName)));
      state.written.add(entry.tenant());
    }

    @Override
    public void removeUpTo(OrgId org, long number) {
      state.log.removeIf(entry -> entry.tenant().equals(org) && entry.number() <= number);
      state.written.add(org);
    }

    @Override
    public void erase(UserId user, Erasure erasure) {
      state.log.replaceAll(entry -> entry.without(user, erasure));
      state.written.add(user);
    }
  }

  private record Operations(State state) implements OperationRepository.Writer {
    @Override
    public Optional<Operation> find(Operation.Key key) {
      return state.find(Operation.class, key);
    }

    @Override
    public void save(Operation operation) {
      if (find(operation.key()).isPresent()) {
        throw new OperationReused(operation.key().id());
      }
      state.put(Operation.class, operation.key(), operation);
    }

    @Override
    public void delete(Operation operation) {
      if (find(operation.key()).equals(Optional.of(operation))) {
        state.remove(Operation.class, operation.key());
      }
    }
  }
}
