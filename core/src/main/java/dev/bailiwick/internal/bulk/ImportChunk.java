package dev.bailiwick.internal.bulk;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import dev.bailiwick.audit.AuditEntry;
import dev.bailiwick.audit.Audited;
import dev.bailiwick.audit.Event;
import dev.bailiwick.audit.ItemChange;
import dev.bailiwick.audit.ItemType;
import dev.bailiwick.bulk.Progress;
import dev.bailiwick.bulk.TenantRecord;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.Revision;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.Host;
import dev.bailiwick.internal.call.Request;
import dev.bailiwick.internal.write.Change;
import dev.bailiwick.org.Org;
import dev.bailiwick.store.Transaction;
import dev.bailiwick.user.User;
import java.util.List;
import java.util.Set;

/**
 * Takes one chunk of an import. An import writes to the store through this class, and not through
 * {@link Change}. Its audit entry holds only a digest of the records.
 */
public final class ImportChunk {
  /**
   * The outcome of a chunk.
   *
   * @param locks every tenant that must be locked for the chunk. If one of them was not locked,
   *     nothing was written.
   * @param progress the progress of the import, including this chunk if it was written
   */
  public record Taken(ImmutableSet<Tenant> locks, Progress progress) {}

  /** The item that the audit log keeps for a chunk. */
  private record Imported(OrgId org, String digest, int records, int changed) implements Audited {
    @Override
    public ItemType itemType() {
      return ItemType.IMPORT;
    }

    @Override
    public ImmutableMap<String, String> auditKey() {
      return ImmutableMap.of("org", Long.toString(org.value()), "sha256", digest);
    }

    @Override
    public ImmutableMap<String, String> auditProperties() {
      return ImmutableMap.of(
          "records", Integer.toString(records), "changed", Integer.toString(changed));
    }

    @Override
    public ImmutableSet<ResourceId> touches() {
      return ImmutableSet.of(org.key());
    }
  }

  private ImportChunk() {}

  /**
   * Takes records into an org, if the held locks are enough.
   *
   * @param before the progress of the import so far
   * @param held the tenants that are locked
   */
  public static Taken take(
      Host host,
      Request request,
      Transaction tx,
      OrgId id,
      List<? extends TenantRecord> records,
      Progress before,
      Set<Tenant> held) {
    Caller caller =
        new Caller(
            Event.ORG_IMPORT, request.actor(), host.model(), tx, host.now(), unknownRole -> {});
    Org org = caller.org(id);
    ChunkChanges additions =
        new ChunkChanges(caller, tx, org, new ChunkReferences(caller, id, records));
    int added = additions.add(records, before.records() + 1);
    if (!held.containsAll(additions.locks())) {
      return new Taken(additions.locks(), before);
    }
    Revision revision = Revision.of(id, tx.revision(id));
    if (added > 0) {
      ImmutableSet<Tenant> touched = additions.write();
      tx.audit()
          .append(
              entry(
                  request,
                  caller,
                  tx,
                  new Imported(id, RecordDigest.of(records), records.size(), added)));
      revision = Revision.of(Maps.toMap(touched, tenant -> tx.revision(tenant) + 1));
    }
    return new Taken(additions.locks(), before.and(records.size(), added, revision));
  }

  private static AuditEntry entry(
      Request request, Caller caller, Transaction tx, Imported imported) {
    return AuditEntry.builder()
        .tenant(imported.org())
        .number(tx.revision(imported.org()) + 1)
        .event(Event.ORG_IMPORT)
        .actor(caller.actor().named())
        .bySuperUser(false)
        .reason(request.reason())
        .addItems(ItemChange.created(imported))
        .names(
            caller.userId().flatMap(tx.users()::find).stream()
                .collect(ImmutableMap.toImmutableMap(User::id, User::fullName)))
        .at(caller.now())
        .build();
  }
}
