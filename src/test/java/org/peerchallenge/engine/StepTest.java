package org.peerchallenge.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a delegate declares is what its code does. */
class StepTest {

  private static final Pattern SET = Pattern.compile("setVariable(?:Local)?\\(\\s*\"(\\w+)\"");
  private static final Pattern READ = Pattern.compile("getVariable\\(\\s*\"(\\w+)\"");

  private static final Pattern TASKS = Pattern.compile("\\b(?:Review|Section)Tasks\\b");
  private static final Pattern OF_TASK = Pattern.compile("task\\.variable\\(\\s*\"(\\w+)\"");
  private static final String BUSINESS_KEY = "execution.getProcessBusinessKey()";

  private static final Catalogue CATALOGUE = new Catalogue();

  static Stream<Catalogue.Delegate> delegates() {
    return CATALOGUE.delegates().values().stream().filter(one -> !source(one.name()).isEmpty());
  }

  @ParameterizedTest
  @MethodSource("delegates")
  void declaresWhatItsCodeDoes(Catalogue.Delegate delegate) {
    String source = source(delegate.name());
    assertThat(delegate.step()).as("@Step of " + delegate.name()).isNotNull();
    Set<String> sets =
        Stream.of(delegate.step().sets()).map(Step.Sets::name).collect(Collectors.toSet());

    // A name may be put together from parts; what stands there whole must be declared.
    assertThat(sets).containsAll(found(SET, source));
    if (!source.contains("setVariable(prefix")) {
      assertThat(sets).isEqualTo(found(SET, source));
    }
    if (!source.contains("getVariable(variable)")) {
      assertThat(
              Stream.of(delegate.step().reads(), delegate.step().mayRead())
                  .flatMap(Stream::of)
                  .collect(Collectors.toSet()))
          .isEqualTo(found(READ, source));
    }
    assertThat(delegate.step().key()).isEqualTo(key(source));
  }

  static Stream<FormContract> forms() {
    return CATALOGUE.forms().values().stream().distinct();
  }

  /** A class of a form, or a class of its package that it asks: {@code ReviewTasks.of(task)}. */
  @ParameterizedTest
  @MethodSource("forms")
  void aFormDeclaresWhatItsCodeReads(FormContract form) {
    String source = source(Pattern.compile("class " + form.type() + "\\b"));
    assertThat(source).as(form.type()).isNotEmpty();
    String asked =
        TASKS
            .matcher(source)
            .results()
            .map(one -> source(Pattern.compile("class " + one.group() + "\\b")))
            .distinct()
            .collect(Collectors.joining());
    source += asked;
    assertThat(Set.of(form.ref().reads())).isEqualTo(found(OF_TASK, source));
    assertThat(form.ref().key()).isEqualTo(key(source.replace("task.businessKey()", BUSINESS_KEY)));
  }

  private static Holds key(String source) {
    String asked = ".of(" + BUSINESS_KEY + ")";
    return source.contains("EntryKey" + asked)
        ? Holds.ENTRY
        : source.contains("GroupKey" + asked)
            ? Holds.GROUP
            : source.contains("CycleKey" + asked)
                ? Holds.YEAR
                // A review's steps know their review, and belong to an entry all the same.
                : source.contains("\"review\"") || source.contains("\"caseStudy\"")
                    ? Holds.ENTRY
                    : Holds.ANYTHING;
  }

  private static Set<String> found(Pattern pattern, String source) {
    Matcher matcher = pattern.matcher(source);
    return matcher
        .results()
        .map(one -> one.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String source(String bean) {
    return source(Pattern.compile("@Component\\(\"" + bean + "\"\\)"));
  }

  private static String source(Pattern wanted) {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .map(StepTest::read)
          .filter(text -> wanted.matcher(text).find())
          .findFirst()
          .orElse("");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
