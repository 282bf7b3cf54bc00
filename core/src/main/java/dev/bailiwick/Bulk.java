package dev.bailiwick;

import dev.bailiwick.audit.Event;
import dev.bailiwick.bulk.BadRecord;
import dev.bailiwick.bulk.Nameless;
import dev.bailiwick.bulk.Progress;
import dev.bailiwick.bulk.TenantRecord;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.Limits;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.internal.Calls;
import dev.bailiwick.internal.bulk.TenantExport;
import dev.bailiwick.internal.bulk.TenantImport;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.rule.TrustNeed;
import dev.bailiwick.internal.value.Required;
import dev.bailiwick.org.NoSuchOrg;
import dev.bailiwick.org.Org;
import java.util.Iterator;
import java.util.function.Consumer;

/**
 * A tenant out of the store, and into it: an org's settings, roles, people, teams, seats,
 * registered resources and grants, as records that name nothing by an id of the store. Its name,
 * external key, audit log and revisions stay where they are. Only the host's own code does this;
 * whoever acts for a user is refused, whatever they may do in the org.
 */
public final class Bulk {
  private final Calls calls;

  Bulk(Calls calls) {
    this.calls = calls;
  }

  /**
   * Gives out all that an org holds, as of one moment: the session's consistency, or the latest.
   * Every record comes after those that it refers to. At most {@link Limits#CHUNK} of each kind are
   * held in memory; the store's read lasts until the last record is taken, and what the sink throws
   * ends it. A store that reads anew after a conflict may give out records twice, which an import
   * takes as once.
   *
   * @return how many records it gave out
   * @throws NoSuchOrg if there is none, or it is deleted
   * @throws Nameless for somebody without an external identity, who is a member or has a grant, and
   *     for an org without an external key that has a grant as a guest
   */
  public long exportOf(OrgId org, Consumer<? super TenantRecord> sink) {
    Required.given(org, "org", sink, "sink");
    return calls.ask(
        Event.ORG_EXPORT,
        caller -> new TenantExport(caller.view(), found(caller, org), sink::accept).run());
  }

  /**
   * Adds what the records tell of to an org. What is there already, and the same, stays as it is;
   * what is there and otherwise is an error: nothing is ever changed or taken away but the
   * settings, which become those of the record. So an import that was broken off is run again from
   * its beginning, or from where its {@link Progress} was, and ends as if it had never been broken
   * off.
   *
   * <p>Records are taken {@link Limits#CHUNK} at a time. Each chunk is committed as one change,
   * with one entry in the org's log that holds its digest; a chunk of which everything is there
   * already leaves none. No more than a chunk is held in memory. What the iterator throws ends the
   * import, and so does what {@code progress} throws.
   *
   * <p>The records do not say everything: that a grant is to somebody new counts like the host's
   * own word for it, and no right of anybody is asked.
   *
   * @param org made before, with the owner that the records name
   * @param records in an order in which each comes after those that it refers to
   * @param progress is told after each commit, outside every lock
   * @return how far it came: to the end
   * @throws InvalidParameter for a session with an operation id: an import needs none
   * @throws NoSuchOrg if there is none, or it is deleted
   * @throws BadRecord for a record that refers to nothing, contradicts what is there, or breaks a
   *     rule of its kind
   */
  public Progress importInto(
      OrgId org, Iterator<? extends TenantRecord> records, Consumer<? super Progress> progress) {
    Required.given(org, "org", records, "records", progress, "progress");
    InvalidParameter.unless(
        calls.request().operationId().isEmpty(), "operation", "an import takes none: run it again");
    calls.ask(Event.ORG_IMPORT, caller -> found(caller, org));
    return new TenantImport(calls.host(), calls.request(), org).run(records, progress::accept);
  }

  private static Org found(Caller caller, OrgId org) {
    caller.require(TrustNeed.SYSTEM);
    return caller.org(org);
  }
}
