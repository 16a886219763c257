package io.rolloutoperator.kubectl.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** Why a file could not be read, in a few words: the JDK's messages are mostly the path again. */
public final class ReadProblem {

  private ReadProblem() {}

  public static String text(IOException e) {
    return switch (e) {
      case NoSuchFileException _ -> "no such file";
      case AccessDeniedException _ -> "permission denied";
      case CharacterCodingException _ -> "it is not UTF-8 text";
      default -> String.valueOf(e.getMessage()).lines().findFirst().orElse("unreadable");
    };
  }
}
