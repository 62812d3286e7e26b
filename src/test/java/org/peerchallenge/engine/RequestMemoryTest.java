package org.peerchallenge.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RequestMemoryTest {

  private final RequestMemory memory = new RequestMemory();
  private final AtomicInteger asked = new AtomicInteger();

  @AfterEach
  void close() {
    memory.close();
  }

  @Test
  void withoutARequestEveryQuestionIsAskedAnew() {
    assertThat(ask("person", "a")).isEqualTo(1);
    assertThat(ask("person", "a")).isEqualTo(2);
  }

  @Test
  void withinARequestOneQuestionIsAskedOnce() {
    memory.open();

    assertThat(ask("person", "a")).isEqualTo(1);
    assertThat(ask("person", "a")).isEqualTo(1);
    assertThat(ask("person", "b")).isEqualTo(2);
    assertThat(ask("roles", "a")).isEqualTo(3);
  }

  @Test
  void whatWasNotThereIsRememberedToo() {
    memory.open();

    for (int i = 0; i < 2; i++) {
      Optional<String> found =
          memory.recall(
              "person",
              "nobody",
              () -> {
                asked.incrementAndGet();
                return Optional.empty();
              });
      assertThat(found).isEmpty();
    }
    assertThat(asked).hasValue(1);
  }

  @Test
  void theNextRequestAndOtherThreadsKnowNothingOfIt() {
    memory.open();
    ask("person", "a");

    assertThat(CompletableFuture.supplyAsync(() -> ask("person", "a")).join()).isEqualTo(2);
    memory.close();
    memory.open();
    assertThat(ask("person", "a")).isEqualTo(3);
  }

  private int ask(String kind, String key) {
    return memory.recall(kind, key, asked::incrementAndGet);
  }
}
