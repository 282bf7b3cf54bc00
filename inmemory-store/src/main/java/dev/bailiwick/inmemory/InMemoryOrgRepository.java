package dev.bailiwick.inmemory;

import static java.util.Comparator.naturalOrder;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.org.Membership;
import dev.bailiwick.org.Org;
import dev.bailiwick.org.OrgConflict;
import dev.bailiwick.permission.Role;
import dev.bailiwick.permission.RoleDefinition;
import dev.bailiwick.store.OrgRepository;
import dev.bailiwick.store.Slice;
import dev.bailiwick.user.Email;
import dev.bailiwick.user.User;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/** The orgs of a view. */
record InMemoryOrgRepository(InMemoryView view) implements OrgRepository.Writer {
  @Override
  public Optional<Org> find(OrgId id) {
    return Optional.ofNullable(view.state().orgs().get(id));
  }

  @Override
  public Optional<Org> find(String externalKey) {
    return Optional.ofNullable(view.state().orgsByKey().get(externalKey));
  }

  @Override
  public ImmutableList<Org> list(Slice<OrgId> slice) {
    return Table.slice(view.state().orgs(), slice);
  }

  @Override
  public Optional<Membership> membership(OrgId org, UserId user) {
    return Optional.ofNullable(view.state().members().of(org).get(user));
  }

  @Override
  public ImmutableMap<Email, User> named(OrgId org, Collection<Email> emails) {
    ImmutableMap.Builder<Email, User> named = ImmutableMap.builder();
    for (Email email : ImmutableSet.copyOf(emails)) {
      view.users().named(org, email).stream()
          .filter(user -> membership(org, user.id()).isPresent())
          .findFirst()
          .ifPresent(user -> named.put(email, user));
    }
    return named.buildOrThrow();
  }

  @Override
  public Optional<Instant> barredAt(OrgId org, Collection<String> marks) {
    var bars = view.state().bars().of(org);
    return marks.stream()
        .flatMap(mark -> Optional.ofNullable(bars.get(mark)).stream())
        .max(naturalOrder());
  }

  @Override
  public void addBar(OrgId org, String mark, Instant at) {
    view.write(state -> state.withBars(state.bars().with(org, mark, at)), org);
  }

  @Override
  public void deleteBars(OrgId org, Collection<String> marks) {
    if (barredAt(org, marks).isPresent()) {
      view.write(
          state -> {
            var bars = state.bars();
            for (String mark : marks) {
              bars = bars.without(org, mark);
            }
            return state.withBars(bars);
          },
          org);
    }
  }

  @Override
  public ImmutableList<Membership> members(OrgId org, Slice<UserId> slice) {
    return Table.slice(view.state().members().of(org), slice);
  }

  @Override
  public ImmutableList<Membership> memberships(UserId user, Slice<OrgId> slice) {
    return Table.slice(view.state().memberships().of(user), slice);
  }

  @Override
  public Optional<RoleDefinition> role(OrgId org, Role role) {
    return Optional.ofNullable(view.state().roles().of(org).get(role));
  }

  @Override
  public ImmutableList<RoleDefinition> roles(OrgId org, Slice<Role> slice) {
    return Table.slice(view.state().roles().of(org), slice);
  }

  @Override
  public void save(Org org) {
    view.write(state -> with(without(state, org.id()), org), org.id());
  }

  @Override
  public void save(Membership member) {
    view.write(
        state ->
            InMemoryJoiningRepository.without(state, member.org(), member.user())
                .withMembers(state.members().with(member.org(), member.user(), member))
                .withMemberships(state.memberships().with(member.user(), member.org(), member)),
        member.org(),
        member.user());
  }

  @Override
  public void delete(Membership member) {
    OrgId org = member.org();
    UserId user = member.user();
    view.write(
        state ->
            withoutWaysOf(state, org, user)
                .withMembers(state.members().without(org, user))
                .withMemberships(state.memberships().without(user, org)),
        org,
        user);
  }

  /**
   * Returns a state without the keys, tokens, impersonations and delegations that end with a
   * membership.
   */
  private static State withoutWaysOf(State state, OrgId org, UserId user) {
    State withoutKeys = InMemoryKeyRepository.withoutKeysOf(state, org, user);
    State withoutTokens = InMemoryTokenRepository.withoutTokensOf(withoutKeys, org, user);
    State withoutImpersonations =
        InMemoryImpersonationRepository.withoutThoseOf(withoutTokens, org, user);
    return InMemoryDelegationRepository.withoutThoseOf(withoutImpersonations, org, user);
  }

  @Override
  public void save(RoleDefinition role) {
    view.write(
        state -> state.withRoles(state.roles().with(role.org(), role.role(), role)), role.org());
  }

  @Override
  public void delete(RoleDefinition role) {
    view.write(
        state -> state.withRoles(state.roles().without(role.org(), role.role())), role.org());
  }

  private static State with(State state, Org org) {
    var byKey = state.orgsByKey();
    if (org.externalKey().isPresent() && !org.deleted()) {
      String key = org.externalKey().get();
      if (byKey.containsKey(key)) {
        throw new OrgConflict(OrgConflict.Rule.KEY_TAKEN);
      }
      byKey = byKey.plus(key, org);
    }
    return state
        .withOrgs(state.orgs().plus(org.id(), org))
        .withOrgsByKey(byKey)
        .withUsed(org.id().value());
  }

  private static State without(State state, OrgId id) {
    Org org = state.orgs().get(id);
    if (org == null) {
      return state;
    }
    var byKey = state.orgsByKey();
    return state
        .withOrgs(state.orgs().minus(id))
        .withOrgsByKey(org.deleted() ? byKey : org.externalKey().map(byKey::minus).orElse(byKey));
  }
}
