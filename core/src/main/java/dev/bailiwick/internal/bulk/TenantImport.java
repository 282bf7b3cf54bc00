package dev.bailiwick.internal.bulk;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Iterators;
import dev.bailiwick.bulk.Progress;
import dev.bailiwick.bulk.TenantRecord;
import dev.bailiwick.error.StoreFailure;
import dev.bailiwick.id.Limits;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.internal.call.Host;
import dev.bailiwick.internal.call.Request;
import dev.bailiwick.user.EmailTaken;
import dev.bailiwick.user.IdentityTaken;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** One running import, which commits chunk by chunk. */
public final class TenantImport {
  /** The number of attempts for a chunk, if other changes interfere. */
  private static final int ATTEMPTS = 8;

  private final Host host;
  private final Request request;
  private final OrgId org;

  /** Creates an import into an org. */
  public TenantImport(Host host, Request request, OrgId org) {
    this.host = host;
    this.request = request;
    this.org = org;
  }

  /**
   * Commits the records one chunk at a time. Reports the progress after each chunk, outside every
   * lock.
   */
  public Progress run(Iterator<? extends TenantRecord> records, Consumer<Progress> told) {
    Progress progress = Progress.NONE;
    for (var chunks = Iterators.partition(records, Limits.CHUNK); chunks.hasNext(); ) {
      progress = take(chunks.next(), progress);
      told.accept(progress);
    }
    return progress;
  }

  private Progress take(List<? extends TenantRecord> chunk, Progress before) {
    Set<Tenant> locks = ImmutableSet.of(org);
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      Set<Tenant> held = locks;
      try {
        ImportChunk.Taken taken =
            host.store()
                .write(held, tx -> ImportChunk.take(host, request, tx, org, chunk, before, held));
        if (held.containsAll(taken.locks())) {
          return taken.progress();
        }
        locks = taken.locks();
      } catch (EmailTaken | IdentityTaken taken) {
        // Another call has just registered this user. The next attempt finds the account.
        if (attempt == ATTEMPTS) {
          throw taken;
        }
      }
    }
    throw new StoreFailure("other changes kept interfering with the import", true);
  }
}
