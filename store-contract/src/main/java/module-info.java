/** The tests that every store passes, ours and anyone's, for JUnit 5. */
module dev.bailiwick.contract {
  requires transitive dev.bailiwick.core;
  requires transitive org.junit.jupiter.api;
  requires transitive org.assertj.core;
  requires com.google.gson;
  requires transitive net.jqwik.api;

  exports dev.bailiwick.contract;
}
