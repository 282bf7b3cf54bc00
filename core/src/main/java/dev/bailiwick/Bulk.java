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
 * The export and the import of an org: its settings, roles, people, teams, team memberships,
 * registered resources and grants, as records that name nothing by an id of the store. The org's
 * name, external key, suspension, audit log and revisions are not exported. Requires the system
 * actor, the host's own code: a session of a user is refused, also that of the org's owner.
 */
public final class Bulk {
  private final Calls calls;

  Bulk(Calls calls) {
    this.calls = calls;
  }

  /**
   * Passes everything in an org to the sink, from one snapshot: as fresh as the session's
   * consistency, or the latest. Every record comes after the records that it refers to. At most
   * {@link Limits#CHUNK} things of each kind are held in memory. The store's read lasts until the
   * sink has taken the last record; an exception of the sink ends it. A store that reads again
   * after a conflict may pass records twice; an import counts them once.
   *
   * @return the number of records that it passed to the sink
   * @throws NoSuchOrg if the org does not exist or is deleted
   * @throws Nameless if a member, or a user with a grant, has no external identity, or if an org
   *     with a grant as a guest has no external key
   */
  public long exportOf(OrgId org, Consumer<? super TenantRecord> sink) {
    Required.given(org, "org", sink, "sink");
    return calls.ask(
        Event.ORG_EXPORT,
        caller -> new TenantExport(caller.view(), found(caller, org), sink::accept).run());
  }

  /**
   * Adds the contents of the records to an org. A thing that exists and is equal stays as it is. A
   * thing that exists and differs is an error: an import changes and removes nothing, except that
   * the settings of the record replace the org's. So an import that was interrupted can be run
   * again, from its beginning or from the reported {@link Progress}, with the same result as
   * without the interruption.
   *
   * <p>Records are taken {@link Limits#CHUNK} at a time. Each chunk is committed as one change,
   * with one entry in the org's log that holds its digest; a chunk without a new record writes no
   * entry. No more than a chunk is held in memory. An exception of the iterator or of {@code
   * progress} ends the import.
   *
   * <p>An import is trusted like any other call of the system actor: it may give grants to users
   * that are new in this store, and no user's rights are checked.
   *
   * @param org created before the import, with the owner that the records name
   * @param records in an order in which each record comes after the records that it refers to
   * @param progress receives the progress after each commit, outside every lock
   * @return the progress at the end
   * @throws InvalidParameter for a session with an operation id: an import does not need one
   * @throws NoSuchOrg if the org does not exist or is deleted
   * @throws BadRecord for a record that refers to a missing thing, contradicts an existing one, or
   *     breaks a rule of its kind
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
