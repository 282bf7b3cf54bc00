package dev.bailiwick.inmemory;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.id.UserId;
import dev.bailiwick.store.Slice;
import dev.bailiwick.store.UserRepository;
import dev.bailiwick.user.Email;
import dev.bailiwick.user.EmailTaken;
import dev.bailiwick.user.ExternalIdentity;
import dev.bailiwick.user.IdentityTaken;
import dev.bailiwick.user.User;
import java.util.Optional;
import org.pcollections.TreePMap;

/** The accounts of a view. */
record InMemoryUserRepository(InMemoryView view) implements UserRepository.Writer {
  @Override
  public Optional<User> find(UserId id) {
    return Optional.ofNullable(view.state().users().get(id));
  }

  @Override
  public Optional<User> find(Email email) {
    return Optional.ofNullable(view.state().usersByEmail().get(email));
  }

  @Override
  public ImmutableList<User> named(Email email) {
    ImmutableList.Builder<User> named = ImmutableList.builder();
    find(email).ifPresent(named::add);
    TreePMap<UserId, User> waiting = view.state().unclaimed().get(email);
    return waiting == null ? named.build() : named.addAll(waiting.values()).build();
  }

  @Override
  public Optional<User> find(ExternalIdentity identity) {
    return Optional.ofNullable(view.state().usersByIdentity().get(identity));
  }

  @Override
  public ImmutableList<User> list(Slice<UserId> slice) {
    return Table.slice(view.state().users(), slice);
  }

  @Override
  public void save(User user) {
    view.write(state -> with(without(state, user.id()), user), user.id());
  }

  private static State with(State state, User user) {
    var byEmail = state.usersByEmail();
    var byMailbox = state.usersByMailbox();
    for (Email email : user.verifiedEmails()) {
      if (byEmail.containsKey(email)) {
        throw new EmailTaken(email);
      }
      byEmail = byEmail.plus(email, user);
      byMailbox = byMailbox.with(email.mailbox(), user.id(), user);
    }
    var unclaimed = state.unclaimed();
    for (Email email : waitingFor(user).stream().toList()) {
      TreePMap<UserId, User> waiting = unclaimed.getOrDefault(email, TreePMap.empty());
      if (waiting.values().stream().anyMatch(o -> o.createdIn().equals(user.createdIn()))) {
        throw new EmailTaken(email);
      }
      unclaimed = unclaimed.plus(email, waiting.plus(user.id(), user));
    }
    var byIdentity = state.usersByIdentity();
    for (ExternalIdentity identity : user.identities()) {
      if (byIdentity.containsKey(identity)) {
        throw new IdentityTaken(identity);
      }
      byIdentity = byIdentity.plus(identity, user);
    }
    return state
        .withUsers(state.users().plus(user.id(), user))
        .withUsersByEmail(byEmail)
        .withUsersByMailbox(byMailbox)
        .withUnclaimed(unclaimed)
        .withUsersByIdentity(byIdentity)
        .withUsed(user.id().value());
  }

  private static State without(State state, UserId id) {
    User user = state.users().get(id);
    if (user == null) {
      return state;
    }
    var byMailbox = state.usersByMailbox();
    for (Email email : user.verifiedEmails()) {
      byMailbox = byMailbox.without(email.mailbox(), id);
    }
    var unclaimed = state.unclaimed();
    for (Email email : waitingFor(user).stream().toList()) {
      TreePMap<UserId, User> others = unclaimed.getOrDefault(email, TreePMap.empty()).minus(id);
      unclaimed = others.isEmpty() ? unclaimed.minus(email) : unclaimed.plus(email, others);
    }
    return state
        .withUsers(state.users().minus(id))
        .withUsersByEmail(state.usersByEmail().minusAll(user.verifiedEmails()))
        .withUsersByMailbox(byMailbox)
        .withUnclaimed(unclaimed)
        .withUsersByIdentity(state.usersByIdentity().minusAll(user.identities()));
  }

  private static Optional<Email> waitingFor(User user) {
    return user.email().filter(email -> !user.claimed());
  }
}
