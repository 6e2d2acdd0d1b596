package limpid.hook;

import jakarta.activation.DataHandler;
import jakarta.mail.Address;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.util.ByteArrayDataSource;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import limpid.measure.ThisMachine;

/** Sends mail by the bureau's server 电子邮件 (SMTP, RFC 5321). */
public final class MailSender {
    private static final String MILLIS = "10000";
    private static final int SUBMISSION = 587;
    private static final int SUBMISSION_OVER_TLS = 465;

    private final Server server;

    /**
     * The mail server.
     *
     * @param url      smtp://host:port, which changes to TLS where the server offers it, or smtps://host:port; empty for none
     * @param user     empty where the server asks for none; else the password goes over TLS alone, unless to this machine
     * @param from     whose mail it is
     */
    public record Server(String url, String user, String password, String from) {
        /** Leaves the password out. */
        @Override
        public String toString() {
            return "Server[" + url + "]";
        }
    }

    /** Sends by this server. */
    public MailSender(Server server) {
        this.server = server;
    }

    /** What the server has against it; empty where it took it for all of them. */
    String send(List<String> to, String title, String text) {
        if (server.url.isEmpty()) {
            return "no mail server is set: LIMPID_SMTP_URL";
        }
        try {
            Session session = session(URI.create(server.url));
            MimeMessage message = new MimeMessage(session);
            message.setFrom(new InternetAddress(server.from, true));
            List<Address> addresses = new ArrayList<>();
            for (String address : to) {
                addresses.add(new InternetAddress(address, true));
            }
            message.setRecipients(RecipientType.TO, addresses.toArray(Address[]::new));
            message.setSubject(title, StandardCharsets.UTF_8.name());
            message.setSentDate(new Date());
            message.setDataHandler(new DataHandler(
                    new ByteArrayDataSource(text.getBytes(StandardCharsets.UTF_8), "text/plain; charset=UTF-8")));
            message.setHeader("Content-Transfer-Encoding", "base64");
            message.saveChanges();
            try (Transport transport = session.getTransport()) {
                if (server.user.isEmpty()) {
                    transport.connect();
                } else {
                    transport.connect(server.user, server.password);
                }
                transport.sendMessage(message, message.getAllRecipients());
            }
            return "";
        } catch (MessagingException e) {
            return said(e);
        }
    }

    /** The first line of what the server said; it holds no password. */
    private static String said(MessagingException e) {
        String line =
                String.valueOf(e.getMessage()).lines().findFirst().orElse("").strip();
        return e.getClass().getSimpleName() + ": " + line.substring(0, Math.min(line.length(), 200));
    }

    private Session session(URI uri) {
        boolean tls = uri.getScheme().equals("smtps");
        String protocol = "mail." + uri.getScheme() + ".";
        Properties properties = new Properties();
        properties.put("mail.transport.protocol", uri.getScheme());
        properties.put(protocol + "host", uri.getHost());
        properties.put(
                protocol + "port",
                Integer.toString(uri.getPort() > 0 ? uri.getPort() : tls ? SUBMISSION_OVER_TLS : SUBMISSION));
        for (String timeout : List.of("connectiontimeout", "timeout", "writetimeout")) {
            properties.put(protocol + timeout, MILLIS);
        }
        properties.put(protocol + "auth", Boolean.toString(!server.user.isEmpty()));
        properties.put(protocol + "ssl.checkserveridentity", "true");
        properties.put(protocol + "starttls.enable", Boolean.toString(!tls));
        boolean near = uri.getHost() != null && ThisMachine.is(uri.getHost());
        properties.put(protocol + "starttls.required", Boolean.toString(!tls && !server.user.isEmpty() && !near));
        return Session.getInstance(properties);
    }
}
