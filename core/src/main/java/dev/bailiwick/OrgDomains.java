package dev.bailiwick;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.audit.Event;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.Written;
import dev.bailiwick.internal.Calls;
import dev.bailiwick.internal.org.RemoveDomain;
import dev.bailiwick.internal.org.SetSignUp;
import dev.bailiwick.internal.org.VerifyDomain;
import dev.bailiwick.internal.rule.OrgNeed;
import dev.bailiwick.internal.value.Required;
import dev.bailiwick.org.OrgConflict;
import dev.bailiwick.org.OrgDomain;
import dev.bailiwick.org.SignUp;
import dev.bailiwick.user.EmailDomain;
import java.time.Instant;

/**
 * The questions and changes of an actor about the verified domains of an org. The admins of the org
 * add people with an address of such a domain without asking them, people with such an address can
 * sign up, and the admins have power over the accounts of members with such a primary address. A
 * member who leaves the org loses the proof of such an address.
 */
public final class OrgDomains {
  private final Calls calls;
  private final OrgId org;

  OrgDomains(Calls calls, OrgId org) {
    this.calls = calls;
    this.org = org;
  }

  /** Returns the verified domains, by domain. Requires an org admin. */
  public ImmutableList<OrgDomain> list() {
    return calls.ask(
        Event.ORG_DOMAINS,
        caller -> {
          caller.require(OrgNeed.admin(org));
          return caller.view().joining().domains(org);
        });
  }

  /**
   * Records that the host has verified that a domain belongs to the org, for example by a DNS
   * record. There is no sign-up by a new domain until {@link #setSignUp}. Requires the system actor
   * or a super user.
   *
   * @param verifiedAt the instant of the verification
   * @throws OrgConflict if another org has the domain, or anybody can get an address in it ({@link
   *     Bailiwick#withPublicDomains})
   * @throws dev.bailiwick.error.LimitExceeded if the org has {@link OrgDomain#MOST} domains
   */
  public Written<OrgDomain> verify(EmailDomain domain, Instant verifiedAt) {
    Required.given(domain, "domain", verifiedAt, "verified_at");
    return calls.change(new VerifyDomain(org, domain, verifiedAt));
  }

  /**
   * Removes a domain. Memberships, accounts and addresses stay. Requires the system actor or a
   * super user.
   *
   * @throws dev.bailiwick.org.NoSuchDomain if the org does not have the domain
   */
  public Written<EmailDomain> remove(EmailDomain domain) {
    Required.given(domain, "domain");
    return calls.change(new RemoveDomain(org, domain));
  }

  /**
   * Sets the way in which people with a verified address of a domain sign up. Requires an org
   * admin.
   *
   * @throws dev.bailiwick.org.NoSuchDomain if the org does not have the domain
   */
  public Written<OrgDomain> setSignUp(EmailDomain domain, SignUp signUp) {
    Required.given(domain, "domain", signUp, "sign_up");
    return calls.change(new SetSignUp(org, domain, signUp));
  }
}
