package dev.bailiwick.servers;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.embedded.PgBinaryResolver;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.compressors.xz.XZCompressorOutputStream;
import org.jspecify.annotations.Nullable;

/** PostgreSQL. It is started with fsync off: the data is not needed after a test. */
final class PostgreSqlServer extends Server {
  private static final String ON_CLASS_PATH = "18";
  private static final String RESOURCE = "/postgresql-15/postgres-linux-x86_64.txz";

  private final Binaries binaries;
  private @Nullable EmbeddedPostgres started;

  PostgreSqlServer(Binaries binaries) {
    super("PostgreSQL", binaries.version());
    this.binaries = binaries;
  }

  @Override
  synchronized String url() {
    if (started == null) {
      EmbeddedPostgres.Builder builder =
          EmbeddedPostgres.builder()
              .setPGStartupWait(Duration.ofMinutes(1))
              .setServerConfig("max_connections", "300")
              // Debian's default is a folder that belongs to another user.
              .setServerConfig("unix_socket_directories", "");
      resolver().ifPresent(builder::setPgBinaryResolver);
      try {
        started = builder.start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return started.getJdbcUrl("postgres", "postgres");
  }

  /** Returns the source of the binaries; empty for the binaries on the class path. */
  private Optional<PgBinaryResolver> resolver() {
    if (binaries.folder().isPresent()) {
      Path bin = binaries.folder().orElseThrow();
      return Optional.of((system, machine) -> linkTo(bin));
    }
    return binaries.version().equals(ON_CLASS_PATH)
        ? Optional.empty()
        : Optional.of((system, machine) -> PostgreSqlServer.class.getResourceAsStream(RESOURCE));
  }

  /** Returns an archive for installed binaries. It contains only a link to them. */
  private static InputStream linkTo(Path bin) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar =
        new TarArchiveOutputStream(new XZCompressorOutputStream(packed))) {
      TarArchiveEntry link = new TarArchiveEntry("bin", TarConstants.LF_SYMLINK);
      link.setLinkName(bin.toAbsolutePath().toString());
      tar.putArchiveEntry(link);
      tar.closeArchiveEntry();
    }
    return new ByteArrayInputStream(packed.toByteArray());
  }

  @Override
  String url(String schema) {
    return url() + "&currentSchema=" + schema;
  }

  @Override
  String create(String schema) {
    return "CREATE SCHEMA " + schema;
  }
}
