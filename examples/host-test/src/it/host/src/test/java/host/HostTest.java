package host;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class HostTest {
  @Test
  void a_host_builds_against_the_published_artifacts() {
    assertTrue(true);
  }
}
