-- Above cells: with which key the service of a cell is asked for what stays there; never answered. A cell without one is asked by those
-- who want to know.
CREATE TABLE cell_key (
    cell int PRIMARY KEY REFERENCES cell ON DELETE CASCADE,
    key  text NOT NULL CHECK (key <> '')
);
