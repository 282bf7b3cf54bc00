package dev.bailiwick.internal.rule;

import com.google.common.collect.ImmutableSet;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.id.Written;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.StoredLists;
import dev.bailiwick.internal.write.Change;
import dev.bailiwick.internal.write.StoredResult;
import dev.bailiwick.org.Membership;
import dev.bailiwick.org.NoSuchDomain;
import dev.bailiwick.org.OrgDomain;
import dev.bailiwick.store.View;
import dev.bailiwick.user.Email;
import dev.bailiwick.user.EmailDomain;
import dev.bailiwick.user.MemberOutcome;
import dev.bailiwick.user.PendingEmail;
import dev.bailiwick.user.User;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The rules of the verified domains of orgs. */
public final class DomainRules {
  private DomainRules() {}

  /** Returns whether an address is of a verified domain of an org. */
  public static boolean isOf(View view, OrgId org, Email email) {
    return view.joining().domains(org).stream().anyMatch(own -> own.domain().has(email));
  }

  /**
   * Returns whether an address is of a verified domain of an org that the user is a member of. Such
   * an address stays verified until the user leaves the org: a removal bars its mailbox, and its
   * mailbox joins the org once.
   */
  public static boolean isHeld(View view, User user, Email email) {
    return StoredLists.memberships(view, user.id())
        .anyMatch(place -> isOf(view, place.org(), email));
  }

  /**
   * Returns a verified domain of an org.
   *
   * @throws NoSuchDomain if the org does not have it
   */
  public static OrgDomain require(View view, OrgId org, EmailDomain domain) {
    return view.joining().domains(org).stream()
        .filter(own -> own.domain().equals(domain))
        .findFirst()
        .orElseThrow(() -> new NoSuchDomain(domain));
  }

  /** A domain of an org as a result: a retry reads it again. */
  public static StoredResult<Written<OrgDomain>> result(OrgId org, EmailDomain domain) {
    return new StoredResult<OrgDomain>(
            (out, saved) -> out.number(1),
            (caller, in) -> {
              in.number();
              caller.org(org);
              return require(caller.view(), org, domain);
            })
        .withRevision();
  }

  /** Returns the outcome for a person who is a member of an org already. */
  public static MemberOutcome.Kind present(Change change, OrgId org, UserId member) {
    return MemberLookup.inactive(change.view(), org, ImmutableSet.of(member)).isEmpty()
        ? MemberOutcome.Kind.UNCHANGED
        : MemberOutcome.Kind.INACTIVE;
  }

  /**
   * Returns the org by whose verified domain the actor has power over an account: the primary
   * address is of this domain, the user is a member, and the actor administers the org. Over a
   * super user and the owner of an org, nobody has this power.
   */
  static Optional<OrgId> powerOver(Caller caller, User user) {
    if (user.superUser()
        || user.emailVerifiedAt().isEmpty()
        || caller.isSystem()
        || caller.is(user.id())) {
      return Optional.empty();
    }
    View view = caller.view();
    List<Membership> memberships = StoredLists.memberships(view, user.id()).toList();
    return memberships.stream()
        .map(Membership::org)
        .filter(caller::adminByMembership)
        .filter(org -> isOf(view, org, user.email().orElseThrow()))
        .filter(org -> memberships.stream().noneMatch(place -> isOwner(view, place)))
        .findFirst();
  }

  private static boolean isOwner(View view, Membership place) {
    return view.orgs().find(place.org()).filter(o -> o.owner().equals(place.user())).isPresent();
  }

  /**
   * Takes the addresses of an org's domains from a user who leaves the org: the mailbox may get
   * another holder. The primary one is only noted from then on, unless another verified address
   * takes its place.
   */
  static void leave(Change change, OrgId org, UserId id) {
    User user = change.view().users().find(id).orElseThrow();
    Optional<Email> noted = user.pendingEmail().map(PendingEmail::email);
    if (user.verifiedEmails().isEmpty() && noted.isEmpty()) {
      return;
    }
    List<OrgDomain> domains = change.view().joining().domains(org);
    Predicate<Email> ofOrg = email -> domains.stream().anyMatch(of -> of.domain().has(email));
    ImmutableSet<Email> own =
        user.verifiedEmails().stream().filter(ofOrg).collect(ImmutableSet.toImmutableSet());
    // A code that was asked for before would prove the address afterwards.
    User rest = noted.filter(ofOrg).isPresent() ? user.withPendingEmail(Optional.empty()) : user;
    if (!own.isEmpty() || rest != user) {
      change.update(user, AddressRules.unverified(rest, own));
    }
  }
}
