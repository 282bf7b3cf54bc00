package dev.bailiwick.internal.org;

import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.rule.DomainRules;
import dev.bailiwick.internal.rule.InvitedMember;
import dev.bailiwick.internal.rule.MemberLookup;
import dev.bailiwick.internal.rule.ServiceAccountRules;
import dev.bailiwick.invitation.Gift;
import dev.bailiwick.org.Joining;
import dev.bailiwick.org.Org;
import dev.bailiwick.store.View;
import dev.bailiwick.user.Email;
import dev.bailiwick.user.NewMember;
import dev.bailiwick.user.User;
import dev.bailiwick.user.UserStatus;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/**
 * The way in which the people of one call enter an org. Trusted actors add each person at once. An
 * admin of an org with {@link Joining#INVITATION} asks people who are not members, unless their
 * address is of a verified domain of the org.
 */
final class OrgEntry {
  private final Caller caller;
  private final Org org;
  private final ImmutableMap<Email, User> members;
  private final ImmutableListMultimap<Email, User> outside;

  /**
   * Reads the members that the addresses of a list name, and, for a trusted actor, the other
   * accounts that they name.
   */
  OrgEntry(Caller caller, Org org, Collection<NewMember> list) {
    this.caller = caller;
    this.org = org;
    ImmutableSet<Email> emails =
        list.stream()
            .flatMap(member -> member.email().stream())
            .collect(ImmutableSet.toImmutableSet());
    this.members =
        emails.isEmpty() ? ImmutableMap.of() : caller.view().orgs().named(org.id(), emails);
    Set<Email> strangers = Sets.difference(emails, members.keySet());
    this.outside =
        strangers.isEmpty() || !caller.trusted()
            ? ImmutableListMultimap.of()
            : caller.view().users().named(org.id(), strangers);
  }

  /**
   * Returns the account that an entry names, as far as the actor may name it. For trusted actors an
   * address also names the person outside the org who has proved it.
   */
  Optional<User> find(NewMember member) {
    return (member.email().isPresent()
            ? byEmail(member.email().get())
            : MemberLookup.account(view(), member.user().orElseThrow())
                .filter(user -> mayName(user.id()))
                .filter(this::canBeAsked))
        .filter(user -> user.status() != UserStatus.ERASED || user.id().equals(org.owner()))
        .filter(user -> ServiceAccountRules.mayEnter(user, org.id()))
        .filter(user -> user.createdIn().filter(in -> !in.equals(org.id())).isEmpty());
  }

  private Optional<User> byEmail(Email email) {
    return Optional.ofNullable(members.get(email))
        .or(() -> outside.get(email).stream().findFirst());
  }

  private boolean mayName(UserId user) {
    return caller.is(user) || isMember(user) || caller.sharesOrg(user) || caller.trusted();
  }

  private boolean isMember(UserId user) {
    return view().orgs().membership(org.id(), user).isPresent();
  }

  /** Returns whether a person who is named by id can be asked: at a verified address. */
  private boolean canBeAsked(User user) {
    return user.emailVerifiedAt().isPresent() || !isAsked(user);
  }

  private boolean isAsked(User user) {
    return org.joining() == Joining.INVITATION && !isMember(user.id()) && !caller.trusted();
  }

  /** Returns whether a person is asked by an invitation. */
  boolean asks(User user) {
    return isAsked(user) && user.email().filter(this::asks).isPresent();
  }

  /** Returns whether an address that no member has is asked by an invitation. */
  boolean asks(Email email) {
    return org.joining() == Joining.INVITATION
        && !DomainRules.isOf(view(), org.id(), email)
        && !caller.trusted();
  }

  /** Returns the invitation of a person who is asked. */
  InvitedMember invitation(NewMember member) {
    Email email =
        member
            .email()
            .or(() -> view().users().find(member.user().orElseThrow()).flatMap(User::email))
            .orElseThrow();
    return new InvitedMember(email, Gift.membership().withAdmin(member.admin().orElse(false)));
  }

  private View view() {
    return caller.view();
  }
}
