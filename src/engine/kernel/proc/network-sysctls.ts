/** Settings under `/proc/sys/net` that every network namespace has for itself, with what they are until someone sets them. */

const groups: Readonly<Record<string, string>> = {
  "net.core": `
    optmem_max=131072; rmem_default=212992; rmem_max=4194304; rps_default_mask=0; somaxconn=4096; tstamp_allow_data=1; txrehash=1
    wmem_default=212992; wmem_max=4194304; xfrm_acq_expires=30; xfrm_aevent_etime=10; xfrm_aevent_rseqth=2; xfrm_larval_drop=1`,
  "net.ipv4": `
    fib_multipath_hash_fields=7; fib_multipath_hash_policy=0; fib_multipath_hash_seed=0; fib_multipath_use_neigh=0
    fib_notify_on_flag_change=0; fwmark_reflect=0; icmp_echo_enable_probe=0; icmp_echo_ignore_all=0
    icmp_echo_ignore_broadcasts=1; icmp_errors_use_inbound_ifaddr=0; icmp_ignore_bogus_error_responses=1; icmp_msgs_burst=50
    icmp_msgs_per_sec=1000; icmp_ratelimit=1000; icmp_ratemask=6168; igmp_link_local_mcast_reports=1; igmp_max_memberships=20
    igmp_max_msf=10; igmp_qrv=2; ip_autobind_reuse=0; ip_default_ttl=64; ip_dynaddr=0; ip_early_demux=1; ip_forward=1
    ip_forward_update_priority=1; ip_forward_use_pmtu=0; ip_local_port_range=32768 60999; ip_local_reserved_ports=
    ip_no_pmtu_disc=0; ip_nonlocal_bind=0; ip_unprivileged_port_start=0; ipfrag_high_thresh=4194304; ipfrag_low_thresh=3145728
    ipfrag_max_dist=64; ipfrag_time=30; nexthop_compat_mode=1; ping_group_range=0 2147483647; raw_l3mdev_accept=1
    tcp_abort_on_overflow=0; tcp_adv_win_scale=1; tcp_allowed_congestion_control=reno cubic; tcp_app_win=31; tcp_autocorking=1
    tcp_available_congestion_control=reno cubic; tcp_backlog_ack_defer=1; tcp_base_mss=1024
    tcp_challenge_ack_limit=2147483647; tcp_child_ehash_entries=0; tcp_comp_sack_delay_ns=1000000; tcp_comp_sack_nr=44
    tcp_comp_sack_slack_ns=100000; tcp_congestion_control=cubic; tcp_dsack=1; tcp_early_demux=1; tcp_early_retrans=3; tcp_ecn=2
    tcp_ecn_fallback=1; tcp_ecn_option=2; tcp_ecn_option_beacon=3; tcp_ehash_entries=-262144; tcp_fack=0; tcp_fastopen=1
    tcp_fastopen_blackhole_timeout_sec=0; tcp_fin_timeout=60; tcp_frto=2; tcp_fwmark_accept=0; tcp_invalid_ratelimit=500
    tcp_keepalive_intvl=75; tcp_keepalive_probes=9; tcp_keepalive_time=7200; tcp_l3mdev_accept=0; tcp_limit_output_bytes=4194304
    tcp_max_reordering=300; tcp_max_syn_backlog=2048; tcp_max_tw_buckets=131072; tcp_migrate_req=0; tcp_min_rtt_wlen=300
    tcp_min_snd_mss=48; tcp_min_tso_segs=2; tcp_moderate_rcvbuf=1; tcp_mtu_probe_floor=48; tcp_mtu_probing=0
    tcp_no_metrics_save=0; tcp_no_ssthresh_metrics_save=1; tcp_notsent_lowat=4294967295; tcp_orphan_retries=0
    tcp_pacing_ca_ratio=120; tcp_pacing_ss_ratio=200; tcp_pingpong_thresh=1; tcp_plb_cong_thresh=128; tcp_plb_enabled=0
    tcp_plb_idle_rehash_rounds=3; tcp_plb_rehash_rounds=12; tcp_plb_suspend_rto_sec=60; tcp_probe_interval=600
    tcp_probe_threshold=8; tcp_recovery=1; tcp_reflect_tos=0; tcp_reordering=3; tcp_retrans_collapse=1; tcp_retries1=3
    tcp_retries2=15; tcp_rfc1337=0; tcp_rmem=4096 131072 33554432; tcp_rto_max_ms=120000; tcp_rto_min_us=200000; tcp_sack=1
    tcp_shrink_window=0; tcp_slow_start_after_idle=1; tcp_stdurg=0; tcp_syn_linear_timeouts=4; tcp_syn_retries=6
    tcp_synack_retries=5; tcp_syncookies=1; tcp_thin_linear_timeouts=0; tcp_timestamps=1; tcp_tso_rtt_log=9
    tcp_tso_win_divisor=3; tcp_tw_reuse=2; tcp_tw_reuse_delay=1000; tcp_window_scaling=1; tcp_wmem=4096 16384 4194304
    tcp_workaround_signed_windows=0; udp_child_hash_entries=0; udp_early_demux=1; udp_hash_entries=-16384; udp_l3mdev_accept=0
    udp_rmem_min=4096; udp_wmem_min=4096; xfrm4_gc_thresh=32768`,
  "net.unix": `
    max_dgram_qlen=10`,
};

/** What every interface has for itself, and new ones get from `default`. */
const perInterface = `
    accept_local=0; accept_redirects=1; accept_source_route=1; arp_accept=0; arp_announce=0; arp_evict_nocarrier=1; arp_filter=0
    arp_ignore=0; arp_notify=0; bc_forwarding=0; bootp_relay=0; disable_policy=0; disable_xfrm=0; drop_gratuitous_arp=0
    drop_unicast_in_l2_multicast=0; force_igmp_version=0; forwarding=1; igmpv2_unsolicited_report_interval=10000
    igmpv3_unsolicited_report_interval=1000; ignore_routes_with_linkdown=0; log_martians=0; mc_forwarding=0; medium_id=0
    promote_secondaries=0; proxy_arp=0; proxy_arp_pvlan=0; route_localnet=0; rp_filter=0; secure_redirects=1; send_redirects=1
    shared_media=1; src_valid_mark=0; tag=0`;

const places = ["all", "default", "lo"] as const;

function read(text: string): (readonly [string, string])[] {
  return text
    .trim()
    .split(/[;\n]/)
    .map((entry) => {
      const [name = "", value = ""] = entry.trim().split("=");
      return [name, value.replaceAll(" ", "\t")] as const;
    });
}

/** By their dotted names. */
export const networkSettings: Readonly<Record<string, string>> = Object.fromEntries([
  ...Object.entries(groups).flatMap(([group, text]) => read(text).map(([name, value]) => [`${group}.${name}`, value])),
  ...places.flatMap((place) => read(perInterface).map(([name, value]) => [`net.ipv4.conf.${place}.${name}`, value])),
  ...places.flatMap((place) => [
    [`net.ipv6.conf.${place}.disable_ipv6`, "0"],
    [`net.ipv6.conf.${place}.forwarding`, "0"],
  ]),
]);
