CREATE TABLE `collection` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant` text NOT NULL,
	`name` text NOT NULL,
	`created_at` integer NOT NULL,
	`deleted_at` integer,
	`encoder` text NOT NULL,
	`other_encoder` text,
	`snapshot` text NOT NULL,
	`pass_at` integer,
	`last_error` text,
	`last_error_at` integer
);
--> statement-breakpoint
CREATE INDEX `collection_by_tenant` ON `collection` (`tenant`,`id`);--> statement-breakpoint
CREATE TABLE `title_attribute` (
	`collection_id` text NOT NULL,
	`name` text NOT NULL,
	`value` text NOT NULL,
	`title_key` integer NOT NULL,
	PRIMARY KEY(`collection_id`, `name`, `value`, `title_key`)
);
--> statement-breakpoint
CREATE INDEX `title_attribute_by_title` ON `title_attribute` (`title_key`);--> statement-breakpoint
CREATE TABLE `title` (
	`key` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`collection_id` text NOT NULL,
	`tenant` text NOT NULL,
	`external_id` text NOT NULL,
	`title` text NOT NULL,
	`language` text NOT NULL,
	`cleaned` text NOT NULL,
	`folded` text NOT NULL,
	`description` text,
	`facts` text NOT NULL,
	`posted_at` integer,
	`content_hash` text NOT NULL,
	`version` integer NOT NULL,
	`state` text NOT NULL,
	`stamp` text NOT NULL,
	`queued_at` integer NOT NULL,
	`last_error` text,
	`vector_version` integer,
	`encoder` text,
	`snapshot` text,
	`occupation` text,
	`confidence` real,
	`group_code` text DEFAULT '' NOT NULL,
	`subjects` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `title_by_external_id` ON `title` (`collection_id`,`external_id`);--> statement-breakpoint
CREATE INDEX `title_by_state` ON `title` (`collection_id`,`state`,`key`);--> statement-breakpoint
CREATE INDEX `title_by_folded` ON `title` (`collection_id`,`folded`);--> statement-breakpoint
CREATE INDEX `title_by_occupation` ON `title` (`collection_id`,`occupation`,`confidence`);--> statement-breakpoint
CREATE INDEX `title_unsettled` ON `title` (`state`,`queued_at`) WHERE "title"."state" <> 'INDEXED';