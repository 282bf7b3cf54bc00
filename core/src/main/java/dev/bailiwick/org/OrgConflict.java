package dev.bailiwick.org;

import static dev.bailiwick.error.InvalidParameter.given;

import dev.bailiwick.error.Conflict;

/** The call would break a rule of an org or of the bounds between tenants. */
public final class OrgConflict extends Conflict {
  private static final long serialVersionUID = 1L;

  private final Rule rule;

  /** The rules. */
  public enum Rule {
    /** An org has exactly one owner, with an active membership and the admin flag. */
    OWNER_STAYS("the owner of an org stays its active member and admin: hand ownership on first"),
    /** An external key belongs to one org. */
    KEY_TAKEN("another org has this external key"),
    /** The default org of a person is one of their orgs. */
    NOT_A_MEMBER("the default org must be one in which the person is an active member"),
    /** The self-signup of an org takes verified addresses of the domain of the org. */
    NO_SIGNUP("the org takes no sign-up of this person"),
    /** A verified domain belongs to one org. */
    DOMAIN_TAKEN("another org has this domain"),
    /** A domain in which anybody can get an address belongs to no org. */
    DOMAIN_PUBLIC("anybody can get an address in this domain"),
    /** An address of an org's domain stays verified while its holder is a member. */
    ADDRESS_HELD("the address is of a domain of an org that the person is a member of"),
    /** A mailbox joins an org once. */
    MAILBOX_JOINED("an account with another address of this mailbox has joined or asked already"),
    /** An org that invites people has no accounts that its admins make. */
    INVITES("people join this org by invitation: invite the address"),
    /** A person who was removed from an org does not come back by themselves. */
    REMOVED("the person was removed from the org: an admin must add or invite them again"),
    /** A role in use cannot be deleted. */
    ROLE_IN_USE("the role is granted, or is what members have by default"),
    /** The ownership of an org is offered to an admin who can accept it. */
    NO_CANDIDATE(
        "ownership is offered to another active admin of the org, whose account is claimed and"
            + " can be used"),
    /** Only an open offer can be accepted or declined. */
    NO_OFFER(
        "no offer of the org's ownership to the actor is open, or its owner's account is switched"
            + " off"),
    /** Ownership outside orgs cannot be transferred. */
    PERSONAL("what a person owns outside orgs cannot be handed on");

    private final String text;

    Rule(String text) {
      this.text = text;
    }
  }

  /** Names the rule. */
  public OrgConflict(Rule rule) {
    super(given(rule, "rule").text);
    this.rule = rule;
  }

  /** The rule that would be broken. */
  public Rule rule() {
    return rule;
  }
}
