package io.rolloutoperator.notify.delivery;

import io.rolloutoperator.egress.AddressRule;
import io.rolloutoperator.egress.Allowance;
import io.rolloutoperator.egress.AllowanceSpentException;
import io.rolloutoperator.egress.GuardedNetwork;
import io.rolloutoperator.egress.RefusedAddressException;
import io.rolloutoperator.egress.RefusedHostException;
import io.rolloutoperator.notify.service.Mail;
import io.rolloutoperator.notify.service.Mail.Security;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Properties;
import javax.net.SocketFactory;
import javax.net.ssl.SSLException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jspecify.annotations.Nullable;

/**
 * Hands e-mails to SMTP servers under the egress rules. A server that offers encryption gets no
 * mail and no password without it, and must prove its name. An attempt takes at most 30 s and reads
 * at most 1 MiB, whatever the server says.
 */
public final class MailSender implements LetterSender {

  private static final Allowance ATTEMPT = new Allowance(1024 * 1024, Duration.ofSeconds(30));

  private final AddressRule rule;
  private final Duration timeout;
  private final Allowance attempt;
  private final Properties more;

  /**
   * A sender.
   *
   * @param timeout of connecting, and of each answer
   */
  public MailSender(AddressRule rule, Duration timeout) {
    this(rule, timeout, ATTEMPT, new Properties());
  }

  /** With other limits and more settings of the mail session: trust in a server's certificate. */
  MailSender(AddressRule rule, Duration timeout, Allowance attempt, Properties more) {
    this.rule = rule;
    this.timeout = timeout;
    this.attempt = attempt;
    this.more = more;
  }

  @Override
  public Answer send(Mail mail) {
    Mail.Server server = mail.server();
    GuardedNetwork network = new GuardedNetwork(rule, server.host());
    try {
      network.lookup(server.host());
      Session session = Session.getInstance(properties(server, network));
      MimeMessage message = message(session, mail);
      deliver(session.getTransport("smtp"), server, message);
      return new Answer.Taken();
    } catch (AddressException _) {
      return new Answer.Refused("an address of the e-mail is not valid");
    } catch (AuthenticationFailedException e) {
      return unknown(server, e);
    } catch (MessagingException e) {
      return failed(server, e);
    } catch (RefusedHostException e) {
      return new Answer.Refused(server.host() + ": " + e.getMessage());
    } catch (IOException _) {
      return new Answer.Failed("host " + server.host() + " not found");
    }
  }

  private static void deliver(Transport transport, Mail.Server server, MimeMessage message)
      throws MessagingException {
    try {
      if (server.username().isEmpty()) {
        transport.connect();
      } else {
        transport.connect(server.username(), server.password());
      }
      transport.sendMessage(message, message.getAllRecipients());
    } finally {
      leave(transport);
    }
  }

  /** A server that has taken the e-mail and does not say goodbye has taken it. */
  private static void leave(Transport transport) {
    try {
      transport.close();
    } catch (MessagingException _) {
      // The connection is closed, whatever was said.
    }
  }

  /** The exception says what the server answered; by 4xx that it cannot tell now. */
  private static Answer unknown(Mail.Server server, AuthenticationFailedException answer) {
    String said = answer.getMessage();
    return said != null && said.startsWith("4")
        ? new Answer.Failed(server.host() + " cannot check the account now")
        : new Answer.Refused(server.host() + " does not accept the account");
  }

  private Properties properties(Mail.Server server, GuardedNetwork network) {
    Properties properties = new Properties();
    String milliseconds = Long.toString(timeout.toMillis());
    properties.put("mail.smtp.host", server.host());
    properties.put("mail.smtp.port", Integer.toString(server.port()));
    properties.put("mail.smtp.connectiontimeout", milliseconds);
    properties.put("mail.smtp.timeout", milliseconds);
    properties.put("mail.smtp.writetimeout", milliseconds);
    properties.put("mail.smtp.quitwait", "false");
    properties.put("mail.smtp.auth", Boolean.toString(!server.username().isEmpty()));
    properties.put("mail.smtp.ssl.checkserveridentity", "true");
    boolean isTls = server.security() == Security.TLS;
    properties.put("mail.smtp.ssl.enable", Boolean.toString(isTls));
    properties.put("mail.smtp.starttls.enable", Boolean.toString(!isTls));
    // Judged when they connect, and counted; encryption is laid over them afterwards.
    SocketFactory sockets = network.sockets(attempt);
    properties.put("mail.smtp.socketFactory", sockets);
    properties.put("mail.smtp.ssl.socketFactory", sockets);
    properties.put("mail.smtp.socketFactory.fallback", "false");
    properties.putAll(more);
    return properties;
  }

  private static MimeMessage message(Session session, Mail mail) throws MessagingException {
    MimeMessage message = new MimeMessage(session);
    String utf8 = StandardCharsets.UTF_8.name();
    message.setFrom(new InternetAddress(mail.from()));
    message.setRecipient(Message.RecipientType.TO, new InternetAddress(mail.to(), true));
    message.setSubject(mail.subject(), utf8);
    message.setText(mail.body(), utf8, mail.html() ? "html" : "plain");
    message.saveChanges();
    message.setHeader(
        "Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(mail.date().atOffset(ZoneOffset.UTC)));
    message.setHeader("Message-ID", "<" + mail.key() + "@rollout-operator.io>");
    message.setHeader("Auto-Submitted", "auto-generated");
    return message;
  }

  private Answer failed(Mail.Server server, MessagingException e) {
    String why = "";
    for (Throwable cause = e; cause != null; cause = next(cause)) {
      int code = code(cause);
      if (code >= 500) {
        return new Answer.Refused(server.host() + " does not take the e-mail: " + code);
      }
      if (cause instanceof RefusedAddressException) {
        return new Answer.Refused(server.host() + ": " + cause.getMessage());
      }
      why = code > 0 ? ": it answered " + code : why(cause).orElse(why);
    }
    return new Answer.Failed("no delivery to " + server + why);
  }

  /** Of a command that the server did not take; 0 if it is about something else. */
  private static int code(Throwable cause) {
    return switch (cause) {
      case SMTPAddressFailedException address -> address.getReturnCode();
      case SMTPSendFailedException sending -> sending.getReturnCode();
      default -> 0;
    };
  }

  /** What people can do something about; a cause says more than what it is the cause of. */
  private Optional<String> why(Throwable cause) {
    return switch (cause) {
      case AllowanceSpentException _ -> Optional.of(": " + cause.getMessage());
      case CertificateException _ -> Optional.of(": its TLS certificate is not trusted");
      case SSLException _ -> Optional.of(": no TLS");
      case SocketTimeoutException _ ->
          Optional.of(": no answer within " + timeout.toSeconds() + "s");
      case SocketException _ -> Optional.of(": no connection");
      default -> Optional.empty();
    };
  }

  private static @Nullable Throwable next(Throwable cause) {
    return cause instanceof MessagingException e && e.getNextException() != null
        ? e.getNextException()
        : cause.getCause();
  }
}
