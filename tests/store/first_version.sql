-- A store as the first migration left it, with data: it must open in every later version. Never change it.
BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0001');
CREATE TABLE audit (
	id INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	"by" TEXT NOT NULL, 
	action TEXT NOT NULL, 
	subject TEXT NOT NULL, 
	detail JSON NOT NULL, 
	CONSTRAINT pk_audit PRIMARY KEY (id)
);
INSERT INTO "audit" VALUES(1,'2026-11-22 17:21:20.823266','ana','guideline.create','shop','{"version":1,"sha256":"0ea4c304ac999c6d881afa1a1849c24f5f65811d778fe8cc17fcf991d10d0efd"}');
INSERT INTO "audit" VALUES(2,'2026-11-22 17:21:20.863296','ana','version.save','shop','{"version":2,"sha256":"68bc97fe44af74db0a9a12dfd593d56d9034ebf06c0e9c3ae18d5ff0ae82260f"}');
INSERT INTO "audit" VALUES(3,'2026-11-22 17:21:20.894318','bob','version.publish','shop','{"version":2,"before":1,"own":false}');
INSERT INTO "audit" VALUES(4,'2026-11-22 17:21:20.916779','bob','version.rollback','shop','{"version":3,"to":1,"before":2,"sha256":"0ea4c304ac999c6d881afa1a1849c24f5f65811d778fe8cc17fcf991d10d0efd"}');
INSERT INTO "audit" VALUES(5,'2026-11-22 17:21:20.939880','cam','draft.start','shop','{"base":3}');
INSERT INTO "audit" VALUES(6,'2026-11-22 17:21:20.956385','cam','draft.save','shop','{"revision":2,"sha256":"5d0972b75737ae92eae44fa4e4c145b1030307a589c750e47ec7c81fa7a4091e"}');
CREATE TABLE draft (
	id INTEGER NOT NULL, 
	guideline_id INTEGER NOT NULL, 
	base INTEGER NOT NULL, 
	body JSON NOT NULL, 
	revision INTEGER NOT NULL, 
	author TEXT NOT NULL, 
	at DATETIME NOT NULL, 
	CONSTRAINT pk_draft PRIMARY KEY (id), 
	CONSTRAINT fk_draft_guideline_id FOREIGN KEY(guideline_id) REFERENCES guideline (id), 
	CONSTRAINT uq_draft_guideline_id UNIQUE (guideline_id)
);
INSERT INTO "draft" VALUES(1,1,3,'{"brands/shop/terms.yaml":"schema_version: 1\n# a draft\n"}',2,'cam','2026-11-22 17:21:20.955253');
CREATE TABLE guideline (
	id INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	head INTEGER NOT NULL, 
	live INTEGER, 
	created_at DATETIME NOT NULL, 
	created_by TEXT NOT NULL, 
	CONSTRAINT pk_guideline PRIMARY KEY (id), 
	CONSTRAINT uq_guideline_name UNIQUE (name)
);
INSERT INTO "guideline" VALUES(1,'shop',3,3,'2026-11-22 17:21:20.757125','ana');
CREATE TABLE replay_item (
	id INTEGER NOT NULL, 
	guideline_id INTEGER NOT NULL, 
	body JSON NOT NULL, 
	mac TEXT NOT NULL, 
	at DATETIME NOT NULL, 
	expires_at DATETIME NOT NULL, 
	CONSTRAINT pk_replay_item PRIMARY KEY (id), 
	CONSTRAINT fk_replay_item_guideline_id FOREIGN KEY(guideline_id) REFERENCES guideline (id), 
	CONSTRAINT uq_replay_item_guideline_id_mac UNIQUE (guideline_id, mac)
);
CREATE TABLE replay_set (
	guideline_id INTEGER NOT NULL, 
	days INTEGER NOT NULL, 
	on_by TEXT NOT NULL, 
	on_at DATETIME NOT NULL, 
	CONSTRAINT pk_replay_set PRIMARY KEY (guideline_id), 
	CONSTRAINT fk_replay_set_guideline_id FOREIGN KEY(guideline_id) REFERENCES guideline (id)
);
CREATE TABLE request (
	"key" TEXT NOT NULL, 
	action TEXT NOT NULL, 
	result JSON, 
	at DATETIME NOT NULL, 
	CONSTRAINT pk_request PRIMARY KEY ("key")
);
INSERT INTO "request" VALUES('k1','guideline.create shop 0ea4c304ac999c6d881afa1a1849c24f5f65811d778fe8cc17fcf991d10d0efd','{"number":1}','2026-11-22 17:21:20.755769');
INSERT INTO "request" VALUES('k2','version.save shop 1 68bc97fe44af74db0a9a12dfd593d56d9034ebf06c0e9c3ae18d5ff0ae82260f','{"number":2}','2026-11-22 17:21:20.855172');
CREATE TABLE review (
	id INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	guideline_id INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	channel TEXT NOT NULL, 
	language TEXT NOT NULL, 
	rule_id TEXT NOT NULL, 
	decision TEXT NOT NULL, 
	reason TEXT, 
	fingerprint TEXT NOT NULL, 
	CONSTRAINT pk_review PRIMARY KEY (id), 
	CONSTRAINT fk_review_guideline_id FOREIGN KEY(guideline_id) REFERENCES guideline (id), 
	CONSTRAINT ck_review_decision CHECK (decision IN ('accepted', 'edited', 'dismissed', 'overridden'))
);
CREATE TABLE rule_override (
	id INTEGER NOT NULL, 
	guideline_id INTEGER NOT NULL, 
	rule_id TEXT NOT NULL, 
	action TEXT NOT NULL, 
	until DATETIME NOT NULL, 
	reason TEXT NOT NULL, 
	"by" TEXT NOT NULL, 
	at DATETIME NOT NULL, 
	CONSTRAINT pk_rule_override PRIMARY KEY (id), 
	CONSTRAINT fk_rule_override_guideline_id FOREIGN KEY(guideline_id) REFERENCES guideline (id), 
	CONSTRAINT ck_rule_override_action CHECK (action IN ('mute'))
);
CREATE TABLE run (
	id INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	kind TEXT NOT NULL, 
	guideline TEXT NOT NULL, 
	version INTEGER, 
	sha256 TEXT NOT NULL, 
	settings JSON NOT NULL, 
	figures JSON NOT NULL, 
	state TEXT NOT NULL, 
	CONSTRAINT pk_run PRIMARY KEY (id)
);
CREATE TABLE version (
	id INTEGER NOT NULL, 
	guideline_id INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	parent INTEGER, 
	body JSON NOT NULL, 
	sha256 TEXT NOT NULL, 
	base_sha256 TEXT NOT NULL, 
	tool_version TEXT NOT NULL, 
	author TEXT NOT NULL, 
	note TEXT NOT NULL, 
	at DATETIME NOT NULL, 
	state TEXT NOT NULL, 
	CONSTRAINT pk_version PRIMARY KEY (id), 
	CONSTRAINT fk_version_guideline_id FOREIGN KEY(guideline_id) REFERENCES guideline (id), 
	CONSTRAINT uq_version_guideline_id_number UNIQUE (guideline_id, number), 
	CONSTRAINT ck_version_state CHECK (state IN ('in_review', 'published', 'retired'))
);
INSERT INTO "version" VALUES(1,1,1,NULL,'{"brands/shop/terms.yaml":"schema_version: 1\n# Grüße, чай, đậm\n"}','0ea4c304ac999c6d881afa1a1849c24f5f65811d778fe8cc17fcf991d10d0efd','c13cfe858250078ab6fee4168b1ff08c8f402ffa5f0ca0c2e6fc740b008a81be','0.1.0','ana','the first','2026-11-22 17:21:20.812710','retired');
INSERT INTO "version" VALUES(2,1,2,1,'{"brands/shop/terms.yaml":"schema_version: 1\n# two\n"}','68bc97fe44af74db0a9a12dfd593d56d9034ebf06c0e9c3ae18d5ff0ae82260f','c13cfe858250078ab6fee4168b1ff08c8f402ffa5f0ca0c2e6fc740b008a81be','0.1.0','ana','','2026-11-22 17:21:20.862502','retired');
INSERT INTO "version" VALUES(3,1,3,2,'{"brands/shop/terms.yaml":"schema_version: 1\n# Grüße, чай, đậm\n"}','0ea4c304ac999c6d881afa1a1849c24f5f65811d778fe8cc17fcf991d10d0efd','c13cfe858250078ab6fee4168b1ff08c8f402ffa5f0ca0c2e6fc740b008a81be','0.1.0','bob','back','2026-11-22 17:21:20.915100','published');
CREATE INDEX ix_audit_subject ON audit (subject);
CREATE INDEX ix_review_guideline_id_rule_id ON review (guideline_id, rule_id);
CREATE INDEX ix_rule_override_guideline_id ON rule_override (guideline_id);
CREATE INDEX ix_replay_item_expires_at ON replay_item (expires_at);
CREATE TRIGGER version_is_kept BEFORE UPDATE OF id, guideline_id, number, parent, body, sha256, base_sha256, tool_version, author, note, at ON version BEGIN SELECT RAISE(ABORT, 'a version never changes; save a new one'); END;
COMMIT;
