-- The token by which the provider of single sign-on knows its own session again when somebody signs out.
ALTER TABLE person_session ADD COLUMN id_token text;
