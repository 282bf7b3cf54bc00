package dev.bailiwick.inmemory;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.org.JoinRequest;
import dev.bailiwick.org.OrgConflict;
import dev.bailiwick.org.OrgDomain;
import dev.bailiwick.store.JoiningRepository;
import dev.bailiwick.store.Slice;
import dev.bailiwick.user.EmailDomain;
import java.util.Optional;

/** The verified domains of orgs and the requests to join, of a view. */
record InMemoryJoiningRepository(InMemoryView view) implements JoiningRepository.Writer {
  @Override
  public Optional<OrgDomain> domain(EmailDomain domain) {
    return Optional.ofNullable(view.state().domains().get(domain));
  }

  @Override
  public ImmutableList<OrgDomain> domains(OrgId org) {
    return ImmutableList.copyOf(view.state().domainsOf().of(org).values());
  }

  @Override
  public Optional<JoinRequest> request(OrgId org, UserId user) {
    return Optional.ofNullable(view.state().joinRequests().of(org).get(user));
  }

  @Override
  public ImmutableList<JoinRequest> requests(OrgId org, Slice<UserId> slice) {
    return Table.slice(view.state().joinRequests().of(org), slice);
  }

  @Override
  public ImmutableList<JoinRequest> requests(UserId user, Slice<OrgId> slice) {
    return Table.slice(view.state().joinRequestsOf().of(user), slice);
  }

  @Override
  public ImmutableList<UserId> ofMailbox(OrgId org, String mailbox) {
    State state = view.state();
    return state.usersByMailbox().of(mailbox).keySet().stream()
        .filter(
            user ->
                state.members().of(org).containsKey(user)
                    || state.joinRequests().of(org).containsKey(user))
        .collect(ImmutableList.toImmutableList());
  }

  @Override
  public void save(OrgDomain domain) {
    view.write(
        state -> {
          OrgDomain before = state.domains().get(domain.domain());
          if (before != null && !before.org().equals(domain.org())) {
            throw new OrgConflict(OrgConflict.Rule.DOMAIN_TAKEN);
          }
          return state
              .withDomains(state.domains().plus(domain.domain(), domain))
              .withDomainsOf(state.domainsOf().with(domain.org(), domain.domain(), domain));
        },
        domain.org());
  }

  @Override
  public void delete(OrgDomain domain) {
    view.write(
        state ->
            state
                .withDomains(state.domains().minus(domain.domain()))
                .withDomainsOf(state.domainsOf().without(domain.org(), domain.domain())),
        domain.org());
  }

  @Override
  public void save(JoinRequest request) {
    view.write(
        state ->
            state
                .withJoinRequests(state.joinRequests().with(request.org(), request.user(), request))
                .withJoinRequestsOf(
                    state.joinRequestsOf().with(request.user(), request.org(), request)),
        request.org());
  }

  @Override
  public void delete(JoinRequest request) {
    view.write(state -> without(state, request.org(), request.user()), request.org());
  }

  /** Returns a state without the request of a user to an org. */
  static State without(State state, OrgId org, UserId user) {
    return state.joinRequests().of(org).containsKey(user)
        ? state
            .withJoinRequests(state.joinRequests().without(org, user))
            .withJoinRequestsOf(state.joinRequestsOf().without(user, org))
        : state;
  }
}
