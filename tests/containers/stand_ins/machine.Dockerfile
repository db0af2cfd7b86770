# Stands in for a server of Debian 12: its init runs, and its servers start with it.
FROM localhost/lotrinh-debian-machine:1
RUN rm -f /usr/sbin/policy-rc.d /etc/machine-id && touch /etc/machine-id
STOPSIGNAL SIGRTMIN+3
CMD ["/sbin/init"]
