CREATE TABLE `code_mapping` (
	`version_id` text NOT NULL,
	`concept_id` text NOT NULL,
	`scheme` text NOT NULL,
	`vintage` text NOT NULL,
	`code` text NOT NULL,
	`kind` text NOT NULL,
	`source` text NOT NULL,
	PRIMARY KEY(`version_id`, `concept_id`, `scheme`, `vintage`, `code`)
);
--> statement-breakpoint
CREATE TABLE `concept` (
	`version_id` text NOT NULL,
	`id` text NOT NULL,
	`uri` text NOT NULL,
	`kind` text NOT NULL,
	`code` text NOT NULL,
	`isco_code` text NOT NULL,
	`category` text,
	`reuse_level` text,
	`status` text NOT NULL,
	`popularity` integer DEFAULT 0 NOT NULL,
	PRIMARY KEY(`version_id`, `id`)
);
--> statement-breakpoint
CREATE INDEX `concept_by_uri` ON `concept` (`version_id`,`uri`);--> statement-breakpoint
CREATE INDEX `concept_by_code` ON `concept` (`version_id`,`code`);--> statement-breakpoint
CREATE TABLE `description` (
	`version_id` text NOT NULL,
	`concept_id` text NOT NULL,
	`language` text NOT NULL,
	`text` text NOT NULL,
	PRIMARY KEY(`version_id`, `concept_id`, `language`)
);
--> statement-breakpoint
CREATE TABLE `label` (
	`version_id` text NOT NULL,
	`concept_id` text NOT NULL,
	`language` text NOT NULL,
	`kind` text NOT NULL,
	`position` integer NOT NULL,
	`text` text NOT NULL,
	PRIMARY KEY(`version_id`, `concept_id`, `language`, `kind`, `position`)
);
--> statement-breakpoint
CREATE TABLE `relation` (
	`version_id` text NOT NULL,
	`from_id` text NOT NULL,
	`kind` text NOT NULL,
	`to_id` text NOT NULL,
	PRIMARY KEY(`version_id`, `from_id`, `kind`, `to_id`)
);
--> statement-breakpoint
CREATE INDEX `relation_backwards` ON `relation` (`version_id`,`to_id`,`kind`);--> statement-breakpoint
CREATE TABLE `replacement` (
	`version_id` text NOT NULL,
	`concept_id` text NOT NULL,
	`replaced_by_id` text NOT NULL,
	PRIMARY KEY(`version_id`, `concept_id`, `replaced_by_id`)
);
--> statement-breakpoint
CREATE TABLE `taxonomy_version` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`version` text NOT NULL,
	`licence` text NOT NULL,
	`attribution` text NOT NULL,
	`imported_at` text NOT NULL,
	`snapshot` text NOT NULL,
	`occupation_count` integer NOT NULL,
	`skill_count` integer NOT NULL,
	`label_count` integer NOT NULL,
	`languages` text NOT NULL
);
