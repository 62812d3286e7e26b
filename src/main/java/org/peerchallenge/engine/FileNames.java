package org.peerchallenge.engine;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.peerchallenge.engine.FileCheck.Fault;
import org.peerchallenge.engine.FileCheck.Severity;

/**
 * Checks what files are called: one with another ending is read by nobody, and a copy with a number
 * or a blank in its name is a second file of the same diagram.
 */
final class FileNames {

  private static final Pattern RIGHT =
      Pattern.compile("(processes|forms)/[a-z0-9]+(-[a-z0-9]+)*\\.(bpmn|dmn|form)");

  /** Words for people, pictures, and what systems put into every folder: no part of the set. */
  private static final Pattern NO_PART =
      Pattern.compile(
          "(?i)guidance\\.yaml|receipts\\.yaml|readme.*|\\.(ds_store|git.*|camunda.*)|thumbs\\.db"
              + "|desktop\\.ini|.*\\.(svg|png|md|txt|pdf)");

  private static final Pattern LEFT_BEHIND =
      Pattern.compile(
          "(?i)\\..*|.*~|~\\$.*|#.*#|.*\\.(sw[a-z]|bak|tmp|temp|orig|rej|old|autosave)");

  private static final Pattern MEANT =
      Pattern.compile("(?i)(.*?)\\.(bpmn|dmn|form)[\\w.]*|(.*)\\.(xml|json|ya?ml)");

  private static final Pattern PROCESS =
      Pattern.compile("<(?:\\w+:)?process\\s[^>]*?\\bid=\"([^\"]+)\"");
  private static final Pattern DECISION =
      Pattern.compile("<(?:\\w+:)?decision\\s[^>]*?\\bid=\"([^\"]+)\"");
  private static final Pattern FORM = Pattern.compile("\\n {0,2}\"id\": *\"([^\"]+)\"");

  private final FileSet files;
  private final List<Fault> faults;

  FileNames(FileSet files, List<Fault> faults) {
    this.files = files;
    this.faults = faults;
  }

  /**
   * Adds a fault for each misnamed file of a set.
   *
   * @return the set with each misnamed file under its right name, and without those whose right
   *     name another file has: what else is wrong is told once, where it is
   */
  FileSet asMeant() {
    Set<String> taken = new TreeSet<>();
    files.files().stream().map(FileSet.File::name).filter(FileNames::isRight).forEach(taken::add);
    List<FileSet.File> meant = new ArrayList<>();
    for (FileSet.File file : files.files()) {
      if (isRight(file.name()) || file.name().equals(SafeguardCheck.FILE)) {
        meant.add(file);
        continue;
      }
      String right = right(file);
      if (taken.add(right)) {
        meant.add(new FileSet.File(right, file.bytes()));
        faults.add(
            new Fault(
                file.name(),
                "",
                "is called otherwise than what is in it: names of files have small letters, digits"
                    + " and dashes, and diagrams and tables lie in processes, forms in forms",
                "call it " + right));
      } else {
        faults.add(
            new Fault(
                file.name(),
                "",
                "holds the same as %s, and only one of the two can be used".formatted(right),
                "delete one of the two; for a new one, give the file and what is in it a name and an"
                    + " id of its own"));
      }
    }
    return new FileSet(meant);
  }

  private static boolean isRight(String name) {
    return RIGHT.matcher(name).matches() && name.endsWith(".form") == name.startsWith("forms/");
  }

  private static String right(FileSet.File file) {
    String text = new String(file.bytes(), StandardCharsets.UTF_8);
    Pattern id = file.isA("bpmn") ? PROCESS : file.isA("dmn") ? DECISION : FORM;
    Matcher inside = id.matcher(text);
    String stem = inside.find() ? inside.group(1) : file.stem();
    String ending = file.name().replaceFirst(".*\\.", "");
    return (file.isA("form") ? "forms/" : "processes/")
        + stem.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "")
        + "."
        + ending;
  }

  /**
   * What is wrong with files that lie in the folders and are no part of the set.
   *
   * @param names as {@link FileSet#besides} gives them
   */
  static List<Fault> besides(List<String> names) {
    return names.stream().map(FileNames::beside).flatMap(Optional::stream).toList();
  }

  private static Optional<Fault> beside(String name) {
    String last = name.replaceFirst(".*/", "");
    if (NO_PART.matcher(last).matches()) {
      return Optional.empty();
    }
    if (LEFT_BEHIND.matcher(last).matches()) {
      return Optional.of(
          new Fault(
              name,
              "",
              "was left behind by an editor: what was not saved is not checked",
              "save in the editor, close it, and delete this file",
              Severity.WARNING));
    }
    Matcher meant = MEANT.matcher(last);
    if (!meant.matches()) {
      return Optional.of(
          new Fault(
              name,
              "",
              "is no diagram, table or form: nothing reads it",
              "move it to another folder",
              Severity.WARNING));
    }
    boolean deeper = name.chars().filter(c -> c == '/').count() > 1;
    return Optional.of(
        new Fault(
            name,
            "",
            deeper
                ? "lies in a folder of its own, and nothing reads it there"
                : "is not read: names end with .bpmn, .dmn or .form, in small letters",
            meant.group(2) == null
                ? "call it %s with .bpmn, .dmn, .form or .yaml at its end".formatted(meant.group(3))
                : "call it %s.%s and let it lie in %s"
                    .formatted(
                        meant.group(1),
                        meant.group(2).toLowerCase(Locale.ROOT),
                        meant.group(2).equalsIgnoreCase("form") ? "forms" : "processes")));
  }
}
