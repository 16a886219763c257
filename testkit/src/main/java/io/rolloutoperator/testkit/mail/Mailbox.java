package io.rolloutoperator.testkit.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/** A mail server that takes every letter. */
public final class Mailbox implements StartTlsFront.Server {

  private final List<String> letters = new CopyOnWriteArrayList<>();

  /** Each with its headers, as it came but for the ends of its lines. */
  public List<String> letters() {
    return List.copyOf(letters);
  }

  @Override
  public void talk(Socket client) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
    for (String command = in.readLine(); command != null; command = in.readLine()) {
      String verb = command.split(" ", -1)[0].toUpperCase(Locale.ROOT);
      if (verb.equals("DATA")) {
        say(client, "354 go on");
        take(letter(in), client);
      } else {
        say(client, verb.equals("QUIT") ? "221 bye" : "250 mailbox");
      }
    }
  }

  /** Known only once it is answered: who has seen the letter may end this server. */
  private void take(String letter, Socket client) throws IOException {
    say(client, "250 taken");
    letters.add(letter);
  }

  private static String letter(BufferedReader in) throws IOException {
    StringBuilder letter = new StringBuilder();
    for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
      letter.append(line).append('\n');
    }
    return letter.toString();
  }

  private static void say(Socket client, String text) throws IOException {
    OutputStream out = client.getOutputStream();
    out.write((text + "\r\n").getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }
}
