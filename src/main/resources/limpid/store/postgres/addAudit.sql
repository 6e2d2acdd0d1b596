INSERT INTO audit_entry (id, at, kind, who, address, action, target, status, detail, digest)
VALUES (:id, :at, :kind, :who, :address, :action, :target, :status, :detail, :digest)
