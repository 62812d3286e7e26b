package org.peerchallenge.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.RuntimeService;
import org.peerchallenge.kernel.EnglandTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Messages to running processes: written with what caused them, delivered in a transaction of their
 * own.
 *
 * <p>A message correlated in a person's own transaction collides with everybody else's: of 108
 * simultaneous ones 82 were rolled back. Delivered on their own they wait for nobody. No receiver
 * is fine: what happened stands in the tables, which a receiver reads before it waits.
 */
@Service
public class Messages {

  /** A message was not delivered in half an hour; the office must hear of it. */
  public record Undeliverable(String name, String businessKey, String error) {}

  private record Row(long id, String name, String businessKey, String variables, int attempts) {}

  private static final Logger LOG = LoggerFactory.getLogger(Messages.class);
  private static final TypeReference<Map<String, Object>> VARIABLES = new TypeReference<>() {};

  /** After so many attempts the office hears of it; it is tried again every hour all the same. */
  private static final int TOLD_AFTER = 5;

  private static final Duration LONGEST_WAIT = Duration.ofHours(1);

  private final JdbcClient jdbc;
  private final ObjectMapper json;
  private final Clock clock;
  private final ObjectProvider<RuntimeService> runtime;
  private final ObjectProvider<EngineAsSystem> unrestricted;
  private final TransactionTemplate transaction;
  private final ApplicationEventPublisher events;

  Messages(
      JdbcClient jdbc,
      ObjectMapper json,
      Clock clock,
      ObjectProvider<RuntimeService> runtime,
      ObjectProvider<EngineAsSystem> unrestricted,
      TransactionTemplate transaction,
      ApplicationEventPublisher events) {
    this.jdbc = jdbc;
    this.json = json;
    this.clock = clock;
    this.runtime = runtime;
    this.unrestricted = unrestricted;
    this.transaction = transaction;
    this.events = events;
  }

  /**
   * Tells every process instance under a business key that something happened, once the caller's
   * transaction has been committed.
   *
   * @param variables keys and flags for the receiver, never anything that people wrote
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void tell(Message message, String businessKey, Map<String, Object> variables) {
    OffsetDateTime now = now();
    jdbc.sql(
            """
            insert into message_outbox (name, business_key, variables, created_at, next_attempt)
            values (:name, :businessKey, cast(:variables as jsonb), :now, :now)
            """)
        .param("name", message.bpmnName())
        .param("businessKey", businessKey)
        .param("variables", write(variables))
        .param("now", now)
        .update();
  }

  @Scheduled(fixedDelayString = "${peerchallenge.message-sweep:2s}")
  void sweep() {
    deliverDue();
  }

  /** Delivers every message that is due, in order, and says how many it delivered. */
  public int deliverDue() {
    int delivered = 0;
    Optional<Boolean> last;
    while ((last = deliverNext()).isPresent()) {
      delivered += last.get() ? 1 : 0;
    }
    return delivered;
  }

  /** Empty when nothing is due. */
  private Optional<Boolean> deliverNext() {
    Row[] taken = new Row[1];
    try {
      return transaction.execute(
          status -> {
            Optional<Row> next = next();
            next.ifPresent(
                row -> {
                  taken[0] = row;
                  if (isPaused(row)) {
                    waitForTheCase(row);
                  } else {
                    deliver(row);
                  }
                });
            return next.map(row -> true);
          });
    } catch (RuntimeException e) {
      if (taken[0] == null) {
        throw e;
      }
      putOff(taken[0], e);
      return Optional.of(false);
    }
  }

  private Optional<Row> next() {
    return jdbc.sql(
            """
            select id, name, business_key, variables::text, attempts from message_outbox
            where next_attempt <= :now
            order by id limit 1 for update skip locked
            """)
        .param("now", now())
        .query(Row.class)
        .optional();
  }

  /** Lets what waits for a case that was paused be delivered with the next sweep. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void deliverSoon(String businessKey) {
    jdbc.sql("update message_outbox set next_attempt = :now where business_key = :key")
        .param("now", now())
        .param("key", businessKey)
        .update();
  }

  /** A paused case hears nothing: what is told meanwhile waits until it goes on. */
  private boolean isPaused(Row row) {
    return unrestricted
            .getObject()
            .run(
                () ->
                    runtime
                        .getObject()
                        .createProcessInstanceQuery()
                        .processInstanceBusinessKey(row.businessKey())
                        .suspended()
                        .count())
        > 0;
  }

  private void waitForTheCase(Row row) {
    jdbc.sql("update message_outbox set next_attempt = :later where id = :id")
        .param("later", now().plus(Duration.ofHours(1)))
        .param("id", row.id())
        .update();
  }

  private void deliver(Row row) {
    // Whoever happens to deliver it, it is the application's message.
    unrestricted
        .getObject()
        .run(
            () ->
                runtime
                    .getObject()
                    .createMessageCorrelation(row.name())
                    .processInstanceBusinessKey(row.businessKey())
                    .setVariables(read(row.variables()))
                    .correlateAllWithResult());
    jdbc.sql("delete from message_outbox where id = :id").param("id", row.id()).update();
  }

  private void putOff(Row row, RuntimeException error) {
    LOG.warn("Message {} to {} not delivered: {}", row.name(), row.businessKey(), error.toString());
    int attempts = row.attempts() + 1;
    transaction.executeWithoutResult(
        status -> {
          jdbc.sql(
                  """
                  update message_outbox
                  set attempts = :attempts, next_attempt = :next, last_error = :error
                  where id = :id
                  """)
              .param("attempts", attempts)
              .param("next", now().plus(untilNext(attempts)))
              .param("error", error.toString())
              .param("id", row.id())
              .update();
          if (attempts == TOLD_AFTER) {
            events.publishEvent(new Undeliverable(row.name(), row.businessKey(), error.toString()));
          }
        });
  }

  /** 2, 4, 8, 16 and 32 minutes, then an hour: an outage that lasts loses nothing. */
  private static Duration untilNext(int attempts) {
    return attempts > TOLD_AFTER ? LONGEST_WAIT : Duration.ofMinutes(1L << attempts);
  }

  private OffsetDateTime now() {
    return EnglandTime.now(clock);
  }

  private String write(Map<String, Object> variables) {
    try {
      return json.writeValueAsString(variables);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("The message's variables cannot be written", e);
    }
  }

  private Map<String, Object> read(String variables) {
    try {
      return json.readValue(variables, VARIABLES);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The message's variables cannot be read", e);
    }
  }
}
