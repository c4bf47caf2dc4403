create table street (
	city_id text collate "C" not null references city on delete cascade,
	street_no integer not null,
	way_id bigint not null,
	class text not null,
	flags integer not null,
	name text not null,
	geom geometry(LineString, 4326) not null,
	geom_3857 geometry(LineString, 3857) generated always as (st_transform(geom, 3857)) stored,
	version integer not null default 1,
	source text not null,
	datum_in text not null default 'wgs84',
	verified boolean not null default false,
	sample boolean not null,
	changed_by text not null,
	changed_at timestamptz not null default now(),
	primary key (city_id, street_no)
);
create index street_geom_3857 on street using gist (geom_3857);
comment on table street is 'Ways as they were imported; the walking network built from them is in graph.';
comment on column street.way_id is 'Id in the source, for tracing back.';
comment on column street.flags is 'Bits: 1 walk forward, 2 walk backward, 4 bridge, 8 tunnel, 16 steps, 32 link, 64 no wheelchair, 128 overpass.';

create table base_feature (
	city_id text collate "C" not null references city on delete cascade,
	feature_no integer not null,
	layer text not null check (layer in ('water', 'waterway', 'green', 'building', 'railway', 'wall', 'place', 'land')),
	kind text not null,
	name text not null,
	name_en text not null,
	bridge boolean not null,
	tunnel boolean not null,
	rank integer not null,
	geom geometry(Geometry, 4326) not null check (st_isvalid(geom)),
	geom_3857 geometry(Geometry, 3857) generated always as (st_transform(geom, 3857)) stored,
	version integer not null default 1,
	source text not null,
	datum_in text not null default 'wgs84',
	verified boolean not null default false,
	sample boolean not null,
	changed_by text not null,
	changed_at timestamptz not null default now(),
	primary key (city_id, feature_no)
);
create index base_feature_geom_3857 on base_feature using gist (geom_3857);
create index base_feature_layer on base_feature (city_id, layer);
comment on table base_feature is 'The built-in base map but its streets; waters, railways and walls are barriers to walking too.';
comment on column base_feature.rank is 'Drawing and label rank: 0 first.';

create table graph (
	city_id text collate "C" primary key references city on delete cascade,
	hash text not null,
	byte_count bigint not null,
	built_at timestamptz not null default now()
);
comment on table graph is 'The city pack the engine opens: network, barriers, demand and communities in one file.';

create table graph_part (
	city_id text collate "C" not null references graph on delete cascade,
	part_no integer not null,
	bytes bytea not null,
	primary key (city_id, part_no)
);
comment on table graph_part is 'The file of graph in order, in parts small enough to read one at a time.';
alter table graph_part alter column bytes set storage external;
