package org.peerchallenge;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.peerchallenge.operation.Invariant;
import org.peerchallenge.operation.Invariant.Broken;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/**
 * What holds in the database whatever was done: asked after every process test, walk and attack.
 *
 * <p>As an extension it asks after each test that did not fail by itself; {@link #broken} asks at
 * any other moment. How often it asked is printed when the tests end.
 */
public final class Invariants implements BeforeAllCallback, AfterEachCallback {

  /** A test that breaks an invariant on purpose says so, and why. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target({ElementType.TYPE, ElementType.METHOD})
  public @interface Except {
    /** The invariants that do not hold after it. */
    Invariant[] value();

    /** Why they cannot. */
    String because();
  }

  private static final AtomicLong CHECKED = new AtomicLong();
  private static final AtomicLong BROKEN = new AtomicLong();

  /** Everything that does not hold now; counted. */
  public static List<Broken> broken(JdbcClient jdbc) {
    List<Broken> broken = Invariant.broken(jdbc);
    CHECKED.addAndGet(Invariant.values().length);
    return broken;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    context
        .getRoot()
        .getStore(ExtensionContext.Namespace.create(Invariants.class))
        .getOrComputeIfAbsent(Count.class);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    if (context.getExecutionException().isPresent()) {
      return;
    }
    JdbcClient jdbc = SpringExtension.getApplicationContext(context).getBean(JdbcClient.class);
    Set<Invariant> excepted = excepted(context);
    List<Broken> broken =
        broken(jdbc).stream().filter(one -> !excepted.contains(one.invariant())).toList();
    BROKEN.addAndGet(broken.size());
    assertThat(broken).as("invariants after %s", context.getDisplayName()).isEmpty();
  }

  private static Set<Invariant> excepted(ExtensionContext context) {
    Set<Invariant> excepted = EnumSet.noneOf(Invariant.class);
    AnnotationSupport.findAnnotation(context.getRequiredTestMethod(), Except.class)
        .ifPresent(except -> excepted.addAll(List.of(except.value())));
    AnnotationSupport.findAnnotation(context.getRequiredTestClass(), Except.class)
        .ifPresent(except -> excepted.addAll(List.of(except.value())));
    return excepted;
  }

  /** Prints the count once, when the last test has ended. */
  static final class Count implements ExtensionContext.Store.CloseableResource {
    @Override
    public void close() {
      System.out.printf("invariants checked: %d, broken %d%n", CHECKED.get(), BROKEN.get());
    }
  }
}
