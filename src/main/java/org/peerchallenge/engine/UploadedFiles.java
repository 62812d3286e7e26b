package org.peerchallenge.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.peerchallenge.kernel.JsonText;
import org.peerchallenge.kernel.Refused;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Reader of uploaded diagrams, tables and forms, packed or one by one; what could harm the
 * application is refused in words before anything else looks at it.
 */
public final class UploadedFiles {

  /** A file as it was sent, with the name that its sender gave it. */
  public record Upload(String name, InputStream content) {}

  /**
   * What was in it.
   *
   * @param leftOut names of what is no part of a set
   */
  public record Content(FileSet files, List<String> leftOut) {}

  private static final int MOST_FILES = 400;
  private static final int LARGEST_FILE = 2_000_000;
  private static final int LARGEST_WHOLE = 20_000_000;
  private static final int DEEPEST = 60;
  private static final int MOST_ELEMENTS = 50_000;

  private static final String SCHEMA_INSTANCE = XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI;

  private static final Pattern PLACE = Pattern.compile("(?:(.*)/)?(processes|forms)/([^/]+)");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

  /** Of our folders, yet no part of the set: words for people, and what systems leave behind. */
  private static final Pattern NO_PART =
      Pattern.compile("(?i)guidance\\.yaml|readme.*|\\..*|thumbs\\.db|.*\\.(svg|png|md|txt)");

  private final ObjectMapper json = JsonText.mapper();
  private final Map<String, byte[]> files = new TreeMap<>();
  private final Set<String> roots = new TreeSet<>();
  private final List<String> leftOut = new ArrayList<>();
  private int whole;

  private UploadedFiles() {}

  /**
   * Reads what was sent.
   *
   * @throws Refused when it is no set of files, or hostile
   * @throws IOException when the connection breaks
   */
  public static Content read(List<Upload> uploads) throws IOException {
    UploadedFiles read = new UploadedFiles();
    for (Upload upload : uploads) {
      read.one(upload);
    }
    if (read.files.isEmpty()) {
      throw new Refused(
          "There is no diagram (.bpmn), table (.dmn) or form (.form) in it. Choose the files, or"
              + " one .zip of the folders processes and forms.");
    }
    return new Content(read.checked(), read.leftOut);
  }

  /**
   * The same checks for files that were read otherwise.
   *
   * @throws Refused when one could harm
   */
  static FileSet checked(FileSet files) {
    UploadedFiles read = new UploadedFiles();
    files.files().forEach(file -> read.keep(file.name(), file.bytes()));
    return read.checked();
  }

  private void one(Upload upload) throws IOException {
    String name = upload.name() == null ? "" : upload.name().replaceAll(".*[/\\\\]", "");
    byte[] bytes = bounded(upload.content(), name, name.endsWith(".zip"));
    boolean packed =
        bytes.length > 3 && bytes[0] == 'P' && bytes[1] == 'K' && bytes[2] == 3 && bytes[3] == 4;
    if (packed) {
      unpack(bytes);
    } else if (name.endsWith(".zip")) {
      throw new Refused("“" + shown(name) + "” is called .zip and is none.");
    } else if (!name.isEmpty()) {
      keep(place(name), bytes);
    }
  }

  private void unpack(byte[] bytes) throws IOException {
    int entries = 0;
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        String name = entry.getName();
        if (++entries > 20 * MOST_FILES) {
          throw new Refused("The .zip holds too many files. Pack the two folders alone.");
        }
        refuseWays(name);
        // Read even where it is left out: what it unpacks to is counted, whatever its header says.
        byte[] content = bounded(zip, name, false);
        if (entry.isDirectory() || name.startsWith("__MACOSX/")) {
          continue;
        }
        Matcher place = PLACE.matcher(name);
        String last = name.replaceAll(".*/", "");
        if (place.matches() && !NO_PART.matcher(last).matches()) {
          roots.add(place.group(1) == null ? "" : place.group(1));
          keep(place.group(2) + "/" + last, content);
        } else if (!name.contains("/") && !NO_PART.matcher(last).matches()) {
          keep(place(name), content);
        } else {
          leftOut.add(shown(name));
        }
      }
    } catch (IllegalArgumentException | java.util.zip.ZipException e) {
      throw new Refused(
          "The .zip cannot be read: it is damaged, or locked by a password. Pack it again.");
    }
    if (roots.size() > 1) {
      throw new Refused(
          "The .zip holds more than one set of the folders: "
              + String.join(", ", roots.stream().map(UploadedFiles::shown).toList())
              + ". Pack one.");
    }
  }

  /** A name that leads elsewhere is no slip of the hand. */
  private static void refuseWays(String name) {
    boolean elsewhere =
        name.startsWith("/")
            || name.contains("\\")
            || name.contains(":")
            || name.chars().anyMatch(Character::isISOControl)
            || List.of(name.split("/", -1)).contains("..");
    if (elsewhere) {
      throw new Refused("The .zip holds “" + shown(name) + "”, a name that leads out of it.");
    }
  }

  private static String place(String name) {
    String ending = name.replaceAll(".*\\.", "").toLowerCase(Locale.ROOT);
    return switch (ending) {
      case "bpmn", "dmn" -> "processes/" + name;
      case "form" -> "forms/" + name;
      case "yaml" -> SafeguardCheck.FILE.endsWith("/" + name) ? SafeguardCheck.FILE : name;
      default -> name;
    };
  }

  private void keep(String name, byte[] bytes) {
    String last = name.replaceAll(".*/", "");
    if (!NAME.matcher(last).matches()) {
      throw new Refused(
          "“" + shown(last) + "” is no name of a file here: letters, digits, dots and dashes.");
    }
    boolean known =
        name.matches("processes/.+\\.(bpmn|dmn)")
            || name.matches("forms/.+\\.form")
            || name.equals(SafeguardCheck.FILE);
    if (!known) {
      throw new Refused(
          "“"
              + shown(name)
              + "” is no diagram (.bpmn) or table (.dmn) of the folder processes, and no form"
              + " (.form) of the folder forms.");
    }
    if (files.keySet().stream().anyMatch(name::equalsIgnoreCase)) {
      throw new Refused("“" + shown(name) + "” is there twice.");
    }
    if (files.size() == MOST_FILES) {
      throw new Refused("These are more than " + MOST_FILES + " files.");
    }
    if (bytes.length > LARGEST_FILE) {
      throw new Refused("“" + shown(name) + "” is larger than 2 MB.");
    }
    files.put(name, bytes);
  }

  private byte[] bounded(InputStream in, String name, boolean packed) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
      if (!packed) {
        whole += read;
      }
      if (whole > LARGEST_WHOLE || out.size() + read > LARGEST_WHOLE) {
        throw new Refused(
            "It is more than 20 MB (at “%s”). Pack the folders processes and forms alone."
                .formatted(shown(name)));
      }
      out.write(buffer, 0, read);
    }
    return out.toByteArray();
  }

  private FileSet checked() {
    files.forEach(
        (name, bytes) -> {
          if (name.endsWith(".bpmn") || name.endsWith(".dmn")) {
            xml(name, bytes);
          } else if (name.endsWith(".form")) {
            form(name, bytes);
          }
        });
    return FileSet.of(
        files.entrySet().stream()
            .map(file -> new FileSet.File(file.getKey(), file.getValue()))
            .toList());
  }

  private void form(String name, byte[] bytes) {
    try {
      if (!json.readTree(bytes).isObject()) {
        throw new Refused("“" + name + "” is no form of Camunda Modeler.");
      }
    } catch (JsonProcessingException e) {
      throw new Refused(
          "“%s” is no form of Camunda Modeler: line %d is not JSON."
              .formatted(name, e.getLocation() == null ? 1 : e.getLocation().getLineNr()));
    } catch (IOException e) {
      throw new Refused("“" + name + "” cannot be read.");
    }
  }

  /** Not well formed, with a document type of its own, or too deep to walk. */
  private static void xml(String name, byte[] bytes) {
    try {
      SAXParserFactory factory = SAXParserFactory.newInstance();
      factory.setNamespaceAware(true);
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      factory
          .newSAXParser()
          .parse(
              new ByteArrayInputStream(bytes),
              new DefaultHandler() {
                private int depth;
                private int elements;

                @Override
                public void startElement(String uri, String local, String q, Attributes a) {
                  if (++depth > DEEPEST || ++elements > MOST_ELEMENTS) {
                    throw new Refused(
                        "“" + name + "” nests more than a diagram can, or is far too large.");
                  }
                  if (a.getIndex(SCHEMA_INSTANCE, "schemaLocation") >= 0
                      || a.getIndex(SCHEMA_INSTANCE, "noNamespaceSchemaLocation") >= 0) {
                    // The engine's parser would fetch it, from wherever it says.
                    throw new Refused(
                        "“" + name + "” names a schema of its own (schemaLocation). Delete that.");
                  }
                }

                @Override
                public void endElement(String uri, String local, String q) {
                  depth--;
                }
              });
    } catch (SAXException e) {
      boolean type = String.valueOf(e.getMessage()).contains("DOCTYPE");
      throw new Refused(
          type
              ? "“" + name + "” has a document type (DTD). Camunda Modeler writes none."
              : "“" + name + "” is not XML: " + e.getMessage());
    } catch (IOException e) {
      throw new Refused("“" + name + "” is not XML: " + e.getMessage());
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("This Java cannot read XML", e);
    }
  }

  private static String shown(String name) {
    String plain = name.replaceAll("\\p{Cntrl}", "?");
    return plain.length() > 80 ? plain.substring(0, 79) + "…" : plain;
  }
}
