package org.peerchallenge.engine;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.peerchallenge.kernel.Hash;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.io.support.ResourcePatternResolver;

/** The diagrams, decision tables and forms of this installation, as one set. */
public record FileSet(List<File> files) {

  /** One file under its relative name, such as {@code processes/annual-cycle.bpmn}. */
  public record File(String name, byte[] bytes) {

    String stem() {
      return name.replaceFirst(".*/", "").replaceFirst("\\.[^.]*$", "");
    }

    boolean isA(String ending) {
      return name.endsWith("." + ending);
    }
  }

  /** The files that were built into this application. */
  static FileSet built() {
    ResourcePatternResolver resolver = new PathMatchingResourcePatternResolver();
    List<File> files = new ArrayList<>();
    try {
      for (String folder : List.of("processes", "forms")) {
        for (Resource resource : resolver.getResources("classpath*:" + folder + "/*.*")) {
          files.add(
              new File(folder + "/" + resource.getFilename(), resource.getContentAsByteArray()));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The diagrams and forms cannot be read", e);
    }
    return of(files);
  }

  /** The names of the other files that were built in from these folders and from below them. */
  static List<String> besidesBuilt() {
    PathMatchingResourcePatternResolver resolver = new PathMatchingResourcePatternResolver();
    Set<String> names = new TreeSet<>();
    try {
      for (String folder : List.of("processes", "forms")) {
        for (Resource resource : resolver.getResources("classpath*:" + folder + "/**/*.*")) {
          String url = URLDecoder.decode(resource.getURL().toString(), StandardCharsets.UTF_8);
          names.add(url.substring(url.lastIndexOf("/" + folder + "/") + 1));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The diagrams and forms cannot be read", e);
    }
    built().files().forEach(file -> names.remove(file.name()));
    return List.copyOf(names);
  }

  /**
   * The files in the folders {@code processes} and {@code forms} of a directory, as they lie there.
   *
   * @throws IOException when they cannot be read
   */
  static FileSet in(Path directory) throws IOException {
    List<File> files = new ArrayList<>();
    for (String folder : List.of("processes", "forms")) {
      if (Files.isDirectory(directory.resolve(folder))) {
        try (Stream<Path> found = Files.list(directory.resolve(folder))) {
          for (Path one : found.filter(Files::isRegularFile).sorted().toList()) {
            files.add(new File(folder + "/" + one.getFileName(), Files.readAllBytes(one)));
          }
        }
      }
    }
    return of(files);
  }

  /**
   * The names of the other files in these folders and below them, such as {@code
   * processes/old/report-back.bpmn}.
   *
   * @throws IOException when they cannot be read
   */
  static List<String> besides(Path directory) throws IOException {
    List<String> names = new ArrayList<>();
    for (String folder : List.of("processes", "forms")) {
      if (Files.isDirectory(directory.resolve(folder))) {
        try (Stream<Path> found = Files.walk(directory.resolve(folder), 4)) {
          found
              .filter(Files::isRegularFile)
              .map(one -> directory.relativize(one).toString().replace('\\', '/'))
              .sorted()
              .forEach(names::add);
        }
      }
    }
    in(directory).files().forEach(file -> names.remove(file.name()));
    return names;
  }

  static FileSet of(List<File> found) {
    List<File> files = new ArrayList<>(found);
    // Words for people are no part of the set: a change of them makes no new version.
    files.removeIf(
        file ->
            !file.isA("bpmn")
                && !file.isA("dmn")
                && !file.isA("form")
                && !file.name().equals(SafeguardCheck.FILE));
    files.sort(Comparator.comparing(File::name));
    return new FileSet(files);
  }

  /** SHA-256 of names and contents: the same for the same set, wherever it was read. */
  public String hash() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    files.stream()
        .sorted(Comparator.comparing(File::name))
        .forEach(
            file -> {
              // Lengths first: no two sets run into one another.
              all.writeBytes(
                  (file.name() + "\n" + file.bytes().length + "\n")
                      .getBytes(StandardCharsets.UTF_8));
              all.writeBytes(file.bytes());
            });
    return Hash.sha256(all.toByteArray());
  }

  /** Whether both have the same names and contents, which takes less than their hashes. */
  public boolean isSameAs(FileSet other) {
    Map<String, byte[]> bytes = new HashMap<>();
    other.files.forEach(file -> bytes.put(file.name(), file.bytes()));
    return files.size() == bytes.size()
        && files.stream().allMatch(file -> Arrays.equals(file.bytes(), bytes.get(file.name())));
  }

  /** These files in place of those with the same names; the others stay. */
  public FileSet with(FileSet others) {
    List<File> all = new ArrayList<>(others.files);
    files.stream()
        .filter(file -> others.files.stream().noneMatch(o -> o.name().equals(file.name())))
        .forEach(all::add);
    return of(all);
  }

  List<File> ending(String... endings) {
    return files.stream().filter(f -> Arrays.stream(endings).anyMatch(f::isA)).toList();
  }
}
